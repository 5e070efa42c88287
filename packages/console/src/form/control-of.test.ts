import type { ParameterInfo } from "@gradio-ts/client";
import { expect, it } from "vitest";
import { controlOf } from "./control-of.js";

const parameter = (component: string, schema: unknown, typescriptType = "unknown", more: object = {}) =>
  ({ component, schema, typescriptType, description: "", file: false, ...more }) as unknown as ParameterInfo;

it.each([
  [parameter("Textbox", { type: "string" }), { kind: "text" }],
  [parameter("Custom", { type: "boolean" }), { kind: "checkbox" }],
  [parameter("Number", { type: "number" }), { kind: "number" }],
  [parameter("Slider", { type: "number", description: "numeric value between 1 and 5" }), { kind: "slider", min: 1, max: 5, step: "any" }],
  [
    parameter("Slider", { type: "number" }, "number", { description: "numeric value between -10 and 90" }),
    { kind: "slider", min: -10, max: 90, step: 1 },
  ],
  [parameter("Slider", { type: "number", description: "numeric value between 5 and 5" }), { kind: "number" }],
  [parameter("Radio", { type: "string", enum: ["a"] }), { kind: "choice", options: ["a"], radio: true }],
  [parameter("Dropdown", { enum: ["a", 1] }), { kind: "choice", options: ["a", 1], radio: false }],
  [parameter("Checkboxgroup", { type: "array", items: { enum: ["a"] } }), { kind: "choices", options: ["a"] }],
  [parameter("Image", {}, "FileLike | null"), { kind: "file", multiple: false, accept: "image/*", microphone: false }],
  [parameter("Audio", {}, "FileLike"), { kind: "file", multiple: false, accept: "audio/*", microphone: true }],
  [parameter("File", {}, "readonly FileLike[]"), { kind: "file", multiple: true, accept: "", microphone: false }],
  [parameter("Chatbot", { items: { properties: { role: {} } } }), { kind: "chat" }],
  [parameter("Chatbot", { type: "array", items: { type: "array" } }), { kind: "json", attach: false }],
  [parameter("Gallery", {}, "readonly { image: FileLike }[]", { file: true }), { kind: "json", attach: true }],
  [parameter("Odd", true), { kind: "json", attach: false }],
  [parameter("Odd", { type: {} }), { kind: "json", attach: false }],
])("fits what a parameter takes: %j", (given, control) => {
  expect(controlOf(given)).toEqual(control);
});
