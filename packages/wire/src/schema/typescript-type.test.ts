import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { holdsFile } from "./holds-file.js";
import type { JsonSchema } from "./json-schema.js";
import { typescriptType } from "./typescript-type.js";

interface Recorded {
  readonly skip_api: boolean;
  readonly as_input: { readonly type: JsonSchema };
}
const text = readFileSync(new URL("../../../../tests/fixtures/components.json", import.meta.url), "utf8");
const components = (JSON.parse(text) as { readonly components: Readonly<Record<string, Recorded>> }).components;

function schemaOf(component: string): JsonSchema {
  const recorded = components[component];
  if (recorded === undefined) throw new Error(`no ${component}`);
  return recorded.as_input.type;
}

const PLAIN: readonly (readonly [string, string])[] = [
  ["Textbox", "string"],
  ["Number", "number"],
  ["Number(precision=0)", "number"],
  ["Slider", "number"],
  ["Checkbox", "boolean"],
  ["Radio", '"a" | "b"'],
  ["Radio(numbers)", "1 | 2 | 3"],
  ["CheckboxGroup", 'readonly ("a" | "b")[]'],
  ["Dropdown", '"a" | "b"'],
  ["Dropdown(multiselect)", 'readonly ("a" | "b")[]'],
  ["Code", "string"],
  ["DateTime", "string"],
  ["JSON", "unknown"],
  ["BarPlot", "unknown"],
  ["FileExplorer", "readonly (readonly string[])[]"],
  ["Dialogue", "readonly { speaker: string; text: string }[] | string"],
  ["Plot", '{ type: "altair" | "bokeh" | "plotly" | "matplotlib"; plot: string }'],
  [
    "Dataframe",
    "{ headers: readonly unknown[]; data: readonly (readonly unknown[])[]; metadata?: Record<string, readonly unknown[] | null> | null }",
  ],
  [
    "Label",
    "{ label?: string | number | null; confidences?: readonly { label?: string | number | null; confidence?: number | null }[] | null }",
  ],
  ["HighlightedText", "readonly { token: string; class_or_confidence?: string | number | null }[]"],
];

/** `File` stands for `FileLike` in inputs and `OutputFile` in outputs. */
const WITH_FILES: readonly (readonly [string, string])[] = [
  ["File", "File | null"],
  ["File(multiple)", "readonly File[]"],
  ["Image", "File | null"],
  ["Audio", "File | null"],
  ["Video", "File | null"],
  ["Model3D", "File | null"],
  ["Gallery", "readonly ({ image: File; caption?: string | null } | { video: File; caption?: string | null })[]"],
  ["ImageSlider", "readonly [File | null, File | null] | null"],
  ["ImageEditor", "{ background?: File | null; layers?: readonly File[]; composite?: File | null; id?: string | null }"],
  ["AnnotatedImage", "{ image: File; annotations: readonly { image: File; label: string }[] }"],
  ["MultimodalTextbox", "{ text: string; files?: readonly File[] }"],
  [
    "Chatbot",
    "readonly { role: string; " +
      "metadata?: { title?: string; id?: number | string; parent_id?: number | string; log?: string; duration?: number; " +
      'status?: "pending" | "done" } | null; ' +
      'content: readonly ({ text: string; type?: "text" } | { file: File; alt_text?: string | null; type?: "file" } | ' +
      "{ component: string; value: unknown; constructor_args: Record<string, unknown>; props: Record<string, unknown>; " +
      'type?: "component" })[]; options?: readonly { value: string; label?: string }[] | null }[]',
  ],
];

describe("the type of a component of Gradio 6.31", () => {
  it.each(PLAIN)("%s is %s on both sides, without files", (component, type) => {
    const schema = schemaOf(component);
    expect([typescriptType(schema, "input"), typescriptType(schema, "output"), holdsFile(schema)]).toEqual([type, type, false]);
  });

  it.each(WITH_FILES)("%s is %s, with the file of its side", (component, type) => {
    const schema = schemaOf(component);
    expect(typescriptType(schema, "input")).toBe(type.replaceAll("File", "FileLike"));
    expect(typescriptType(schema, "output")).toBe(type.replaceAll("File", "OutputFile"));
    expect(holdsFile(schema)).toBe(true);
  });

  it("is unknown only where the server allows any JSON", () => {
    const open = Object.entries(components).filter(([, one]) => !one.skip_api && typescriptType(one.as_input.type, "input") === "unknown");
    expect(open.map(([name]) => name)).toEqual([
      "JSON",
      "ParamViewer",
      "BrowserState",
      "LinePlot",
      "BarPlot",
      "ScatterPlot",
      "JSON(value)",
    ]);
  });
});

describe("a file", () => {
  const nullable = (type: string) => ({ anyOf: [{ type }, { type: "null" }] });

  it("is known by its mark, however the schema is named", () => {
    const byDefault = { properties: { meta: { type: "object", default: { _type: "gradio.FileData" } } } };
    const byRef = {
      properties: { meta: { $ref: "#/$defs/Meta" } },
      $defs: { Meta: { properties: { _type: { const: "gradio.FileData" } } } },
    };
    expect([byDefault, byRef].map((schema) => typescriptType(schema, "output"))).toEqual(["OutputFile | null", "OutputFile | null"]);
  });

  it("is known by name or shape, where a server before 4.21 sends no mark", () => {
    const named = { title: "FileData", type: "object", properties: { path: { type: "string" } } };
    const shaped = { type: "object", properties: { path: {}, orig_name: nullable("string"), mime_type: nullable("string") } };
    expect([named, shaped].map((schema) => typescriptType(schema, "input"))).toEqual(["FileLike | null", "FileLike | null"]);
  });

  it("inside of Gradio 5's video stays inside", () => {
    const file = { title: "FileData", properties: { path: {} } };
    const video = {
      title: "VideoData",
      type: "object",
      required: ["video"],
      properties: { video: { $ref: "#/$defs/FileData" }, subtitles: { anyOf: [{ $ref: "#/$defs/FileData" }, { type: "null" }] } },
      $defs: { FileData: file },
    };
    expect(typescriptType(video, "output")).toBe("{ video: OutputFile; subtitles?: OutputFile | null }");
    expect(holdsFile(video)).toBe(true);
  });

  it("is not any object with a path", () => {
    const schema = { type: "object", properties: { path: { type: "string" } }, required: ["path"] };
    expect([typescriptType(schema, "input"), holdsFile(schema)]).toEqual(["{ path: string }", false]);
  });
});

describe("the type of a schema", () => {
  const cases: readonly (readonly [JsonSchema, string])[] = [
    [true, "unknown"],
    [false, "never"],
    [{}, "unknown"],
    [{ type: {} }, "unknown"],
    [{ type: "array", items: { type: {} } }, "readonly unknown[]"],
    [{ type: "array" }, "readonly unknown[]"],
    [{ type: "filepath" }, "unknown"],
    [{ const: "a" }, '"a"'],
    [{ const: null }, "null"],
    [{ type: "string", enum: [] }, "string"],
    [{ enum: ['say "hi" | bye', null, 1.5, true] }, '"say \\"hi\\" | bye" | null | 1.5 | true'],
    [{ enum: [{ a: 1 }] }, "unknown"],
    [{ type: "array", items: { const: "a | b" } }, 'readonly "a | b"[]'],
    [{ type: ["string", "null"] }, "string | null"],
    [{ type: "string", nullable: true }, "string | null"],
    [{ oneOf: [{ type: "integer" }, { type: "number" }] }, "number"],
    [{ anyOf: [{ type: "string" }, {}] }, "unknown"],
    [{ anyOf: [{ type: "string" }, false] }, "string"],
    [{ anyOf: [] }, "unknown"],
    [{ type: "array", items: { type: [] } }, "readonly unknown[]"],
    [{ allOf: [{ type: "string" }] }, "string"],
    [
      { type: "array", items: { allOf: [{ properties: { a: { type: "string" } } }, { additionalProperties: false, type: "object" }] } },
      "readonly ({ a?: string } & Record<string, never>)[]",
    ],
    [{ type: "object" }, "Record<string, unknown>"],
    [{ type: "object", additionalProperties: { type: "number" } }, "Record<string, number>"],
    [
      { type: "object", properties: { a: { type: "number" } }, required: ["a"], additionalProperties: { type: "number" } },
      "{ a: number; [key: string]: unknown }",
    ],
    [{ properties: { "two words": { type: "string" }, $ok: true } }, '{ "two words"?: string; $ok?: unknown }'],
    [{ type: "array", prefixItems: [{ type: "string" }, { type: ["number", "null"] }] }, "readonly [string, number | null]"],
    [{ type: "array", items: [{ type: "string" }] }, "readonly [string]"],
    [{ $ref: "#/$defs/A", $defs: { A: { type: "string" } } }, "string"],
    [{ $ref: "#/definitions/A", definitions: { A: { type: "string" } } }, "string"],
    [{ $ref: "#/$defs/constructor", $defs: {} }, "unknown"],
    [{ $ref: "https://example.com/schema" }, "unknown"],
  ];

  it.each(cases)("%j is %s", (schema, type) => {
    expect(typescriptType(schema, "input")).toBe(type);
  });

  it("is unknown where it comes back to itself, and only there", () => {
    const tree = {
      properties: { label: { type: "string" }, children: { type: "array", items: { $ref: "#/$defs/Tree" } } },
      required: ["label"],
    };
    const pair = { prefixItems: [{ $ref: "#/$defs/Tree" }, { $ref: "#/$defs/Tree" }], $defs: { Tree: tree } };
    const spelled = "{ label: string; children?: readonly unknown[] }";
    expect(typescriptType(pair, "output")).toBe(`readonly [${spelled}, ${spelled}]`);
    expect(holdsFile(pair)).toBe(false);
  });
});
