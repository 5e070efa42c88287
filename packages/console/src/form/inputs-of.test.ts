import { handleFile, type ParameterInfo } from "@gradio-ts/client";
import { expect, it } from "vitest";
import { inputsOf } from "./inputs-of.js";

const parameters = ["a", "b"].map((name) => ({ name }) as ParameterInfo);
const file = new File(["x"], "x.png");
const handled = expect.objectContaining({ name: "x.png", kind: handleFile(file).kind }) as unknown;

it("gives values as they stand, files handled, and leaves out what was not given", () => {
  expect(inputsOf(parameters, { b: { kind: "value", value: 7 }, other: { kind: "value", value: 8 } })).toEqual({
    values: { b: 7 },
    mistakes: {},
  });
  expect(
    inputsOf(parameters, { a: { kind: "files", files: [file], multiple: false }, b: { kind: "files", files: [file], multiple: true } })
      .values,
  ).toEqual({
    a: handled,
    b: [handled],
  });
});

it("reads JSON, with the attached files where they are named", () => {
  const text = '{"text": "file:other.png", "files": ["file:x.png", 1]}';
  expect(inputsOf(parameters, { a: { kind: "text", text, files: [file] } }).values).toEqual({
    a: { text: "file:other.png", files: [handled, 1] },
  });
});

it("names each parameter that holds no JSON, and reads the others", () => {
  const { values, mistakes } = inputsOf(parameters, {
    a: { kind: "text", text: "{", files: [] },
    b: { kind: "text", text: "[1]", files: [] },
  });
  expect(values).toEqual({ b: [1] });
  expect(Object.keys(mistakes)).toEqual(["a"]);
});
