import { readFileSync } from "node:fs";
import { InvalidArgumentError } from "@gradio-ts/client";
import { describe, expect, test } from "vitest";
import { Server } from "../server.js";
import { audio } from "./audio.js";
import type { Component } from "./component.js";
import { file } from "./file.js";
import { files } from "./files.js";
import { image } from "./image.js";
import { video } from "./video.js";

interface Recorded {
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly example_inputs: unknown;
  readonly as_input: Readonly<Record<string, unknown>>;
  readonly as_output: Readonly<Record<string, unknown>>;
}
const RECORDED: Readonly<Record<string, Recorded>> = JSON.parse(
  readFileSync(new URL("../../../../tests/fixtures/components.json", import.meta.url), "utf8"),
).components;

/** Gradio's prose is its own. */
function withoutProse(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, member) =>
      (key === "description" || key === "additional_description") && typeof member !== "object" ? undefined : member,
    ),
  );
}

describe("S12, S22, S23: a file field looks like Gradio's", () => {
  test.each([
    ["File", file()],
    ["File(multiple)", files()],
    ["File(file_types)", file({ accept: ["image", ".pdf"] })],
    ["Image(type=filepath)", image()],
    ["Image(type=filepath)", image({ accept: [".png"] })],
    ["Audio", audio()],
    ["Audio", audio({ accept: [".wav"] })],
    ["Video", video()],
    ["Video", video({ accept: [".mp4"] })],
  ])("%s", async (name, field) => {
    const recorded = RECORDED[name] as Recorded;
    const server = new Server().api("/x", { inputs: { f: field }, output: field }).handle(() => null as never);
    const config = await (await server.fetch("http://app/config")).json();
    const info = await (await server.fetch("http://app/gradio_api/info")).json();
    const component = config.components[1];
    const { parameters, returns } = info.named_endpoints["/x"];
    expect(component.type).toBe(recorded.type);
    expect(component.example_inputs).toEqual(recorded.example_inputs);
    expect(withoutProse(component.api_info)).toEqual(withoutProse(recorded.as_input["type"]));
    expect(withoutProse(parameters[0].type)).toEqual(withoutProse(recorded.as_input["type"]));
    expect(parameters[0].python_type.type).toBe((recorded.as_input["python_type"] as { type: string }).type);
    expect(returns[0].python_type.type).toBe((recorded.as_output["python_type"] as { type: string }).type);
    expect([parameters[0].component, returns[0].component]).toEqual([recorded.as_input["component"], recorded.as_output["component"]]);
    expect(parameters[0].example_input).toEqual(recorded.as_input["example_input"]);
    for (const [prop, value] of Object.entries((field as unknown as Component).spec.props ?? {})) {
      // Handlers get files, never what Python makes of them.
      expect([prop, value]).toEqual([prop, prop === "type" ? "filepath" : recorded.props[prop]]);
    }
  });
});

test("S28: the snippet for Python hands files over by their URL", async () => {
  const server = new Server().api("/x", { inputs: { one: file(), more: files(), none: image({ default: null }) } }).handle(() => {});
  const info = await (await server.fetch("http://app/gradio_api/info")).json();
  const { python } = info.named_endpoints["/x"].code_snippets;
  expect(python).toContain("from gradio_client import Client, handle_file\n");
  expect(python).toContain("\tone=handle_file('https://github.com/gradio-app/gradio/raw/main/test/test_files/sample_file.pdf'),\n");
  expect(python).toContain("\tmore=[handle_file('https://");
  expect(python).toContain("\tnone=None,\n");
});

test("what a field is to accept must be extensions or kinds", () => {
  for (const accept of ["image", [], [""], ["*.pdf"], [3], ["image/*"]]) {
    expect(() => file({ accept: accept as never })).toThrow(InvalidArgumentError);
  }
  expect(() => image({ accpet: [".png"] } as never)).toThrow('no option "accpet"');
  expect(() => file({ default: "a.txt" as never })).toThrow("the default of a file can only be null");
});
