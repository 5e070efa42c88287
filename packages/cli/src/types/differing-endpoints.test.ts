import { describe, expect, it } from "vitest";
import { apiOf, parameterOf, returnOf } from "../testing/api-of.js";
import { photoStudio, TEXT } from "../testing/example-apps.js";
import { differingEndpoints } from "./differing-endpoints.js";
import { typesFile } from "./types-file.js";

const written = (api: Parameters<typeof apiOf>[0] | typeof photoStudio, version = "6.31.0", name = "App") =>
  typesFile({ api: "src" in api ? api : apiOf(api), version, command: `gradio-ts types ${version}`, name, all: false });

const user = (properties: object) => ({ $ref: "#/$defs/User", $defs: { User: { type: "object", properties } } });
const call = { name: "/call", parameters: [parameterOf("x", "Number", { type: "number" }, { default: 1 })] };
const other = { name: '/so "called": {', description: "Two\nlines };", returns: [returnOf("", "Json", user({ name: TEXT }))] };
const last = { parameters: [parameterOf("x", "Textbox", TEXT)] };

describe("Two files of types", () => {
  it("differ in nothing where only version, command and name are others, or the ends of lines", () => {
    const file = written(photoStudio);
    expect(differingEndpoints(file.replaceAll("\n", "\r\n"), written(photoStudio, "6.32.0", "StudioApp"))).toEqual([]);
  });

  it("differ in endpoints that came, went and changed", () => {
    const changed = { ...call, parameters: [parameterOf("x", "Number", { type: "number" }, { default: 2 })] };
    expect(differingEndpoints(written([call, other, last]), written([changed, { name: "/new" }, last]))).toEqual([
      { endpoint: '"/call"', change: "changed" },
      { endpoint: '"/new"', change: "added" },
      { endpoint: '"/so \\"called\\": {"', change: "removed" },
    ]);
    expect(differingEndpoints(written([call, other, last]), written([call, other]))).toEqual([{ endpoint: "2", change: "removed" }]);
  });

  it("differ in an endpoint where a type changed that it shares, though its own words are the same", () => {
    const now = { ...other, returns: [returnOf("", "Json", user({ name: TEXT, age: { type: "number" } }))] };
    expect(differingEndpoints(written([call, other]), written([call, now]))).toEqual([
      { endpoint: '"/so \\"called\\": {"', change: "changed" },
    ]);
  });

  it("cannot be compared where one is something else", () => {
    expect(differingEndpoints("export const a = 1;\n", written([call]))).toBeUndefined();
    expect(differingEndpoints("", written([call]))).toBeUndefined();
  });
});
