import { describe, expect, it } from "vitest";
import { apiOf, parameterOf, returnOf } from "../testing/api-of.js";
import { programText } from "./program-text.js";
import type { Outcome, RecordedEntry } from "./recording.js";
import { toCalls } from "./to-calls.js";

const text = { type: "string" };
const info = apiOf([
  {
    name: "/greet",
    parameters: [parameterOf("name", "Textbox", text)],
    slots: ["name", null],
    returns: [returnOf("greeting", "Textbox", text)],
    returnSlots: [1],
  },
  {
    name: "/read",
    parameters: [parameterOf("files", "File", {}, { file: true, typescriptType: "readonly FileLike[]" })],
    returns: [returnOf("one", "Textbox", text), returnOf("two", "File", {}, { file: true })],
  },
  {},
]);
const nowhere = () => undefined;
const done = (...data: readonly unknown[]): Outcome => ({ kind: "done", data });
const entry = (fn: number | string, data: readonly unknown[], outcome: Outcome, clicked = false): RecordedEntry => ({
  fn,
  data,
  outcome,
  clicked,
});

describe("Recorded calls", () => {
  it("have the inputs and outputs of the API, without what only the page knows of", () => {
    const entries = [
      entry(0, ["Ada", { hidden: "state" }], done(null, "Hello Ada")),
      entry("/greet", ["Bob", null], done(null, { __type__: "update", value: "Hi Bob", visible: true })),
      entry(2, [], done()),
      entry(0, ["Cleo", null], done(null)),
    ];
    expect(toCalls(entries, info, nowhere)).toEqual({
      calls: [
        { endpoint: "/greet", inputs: { name: "Ada" }, output: "Hello Ada" },
        { endpoint: "/greet", inputs: { name: "Bob" }, output: { __type__: "update", value: "Hi Bob", visible: true } },
        { endpoint: 2, inputs: {}, output: [] },
        { endpoint: "/greet", inputs: { name: "Cleo" }, output: undefined },
      ],
      notes: [],
    });
  });

  it("name files that were picked, and know those of the app, which before 4.21 do not say that they are any", () => {
    const picked = { path: "/tmp/1/cat.png", orig_name: "cat.png", meta: { _type: "gradio.FileData" } };
    const given = { path: "/tmp/2/dog.png", url: null, orig_name: "dog.png" };
    const { calls } = toCalls([entry(1, [[picked, given]], done("two", given))], info, (path) =>
      path === picked.path ? "cat-1.png" : undefined,
    );
    const known = { ...given, meta: { _type: "gradio.FileData" } };
    expect(calls).toEqual([
      {
        endpoint: "/read",
        inputs: { files: [expect.objectContaining({ kind: "gradio.HandledFile", name: "cat-1.png" }), known] },
        output: ["two", known],
      },
    ]);
  });

  it("leave out what did not end well and what nobody can call, and say so", () => {
    const entries = [
      entry(0, ["x", null], { kind: "failed", message: "No luck." }),
      entry(0, ["x", null], { kind: "failed", message: "" }),
      entry(0, ["x", null], { kind: "cancelled" }),
      entry(0, ["x", null], { kind: "running" }),
      entry(7, [], done()),
      entry("/secret", [], done()),
      entry(0, ["x", null], done(null, "y"), true),
    ];
    const { calls, notes } = toCalls(entries, info, nowhere);
    expect(calls.length).toBe(1);
    expect(notes).toEqual([
      "/greet failed: No luck.",
      "/greet failed.",
      "/greet was cancelled.",
      "/greet had not ended.",
      "Function 7 has no public name, and cannot be called from a program.",
      "Function /secret has no public name, and cannot be called from a program.",
      "/greet was told what was clicked, which is not in the code.",
    ]);
  });
});

describe("The program", () => {
  it("ends with what is not in it, as comments of its language, in which an app's words begin no line", () => {
    const entries = [
      entry(0, ["Ada", null], done(null, "Hello Ada")),
      entry(0, ["x", null], { kind: "failed", message: "No\nimport os\u001b[31m\r\u2028os.remove()" }),
    ];
    const calls = toCalls(entries, info, nowhere);
    expect(programText(calls, info, "python")).toMatch(
      /^from gradio_client import Client\n.*name="Ada".*\n\n# \/greet failed: No import os os.remove\(\)\n$/s,
    );
    expect(programText(calls, info, "typescript")).toMatch(/\n\n\/\/ \/greet failed: No import os os.remove\(\)\n$/);
    expect(programText({ calls: [], notes: ["/greet failed."] }, info, "bash")).toBe("# /greet failed.\n");
  });
});
