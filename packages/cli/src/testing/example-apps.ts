import type { ApiInfo } from "@gradio-ts/client";
import { apiOf, parameterOf, returnOf } from "./api-of.js";

export const TEXT = { type: "string" };
export const FILE = { title: "FileData", type: "object", properties: { path: { type: "string" } } };
const NUMBER = { type: "number" };

export const calculator: ApiInfo = apiOf([
  {
    name: "/predict",
    description: "`num1 operation num2`",
    parameters: [
      parameterOf("num1", "Number", NUMBER),
      parameterOf("operation", "Radio", { enum: ["add", "subtract", "multiply", "divide"], type: "string" }, { default: "add" }),
      parameterOf("num2", "Number", NUMBER, { default: 3 }),
    ],
    returns: [returnOf("output", "Number", NUMBER)],
  },
]);

const image = { file: true, description: "For input, a path. For output, a dict." };
const caption = {
  type: "object",
  properties: { image: { $ref: "#/$defs/FileData" }, caption: { anyOf: [TEXT, { type: "null" }] } },
  required: ["image"],
};
const gallery = { type: "array", items: { $ref: "#/$defs/ImageCaption" }, $defs: { FileData: FILE, ImageCaption: caption } };
const message = {
  type: "object",
  properties: { text: TEXT, files: { type: "array", items: { $ref: "#/$defs/FileData" } } },
  required: ["text"],
  $defs: { FileData: FILE },
};

export const photoStudio: ApiInfo = apiOf([
  {
    name: "/edit",
    description: "Restyle a picture.",
    parameters: [
      parameterOf("image", "Image", FILE, image),
      parameterOf("style", "Dropdown", { enum: ["sketch", "oil", 3] }, { default: "sketch" }),
      parameterOf("prompt", "Textbox", TEXT),
      parameterOf("strength", "Slider", NUMBER, { default: 0.5, description: "numeric value between 0 and 1" }),
      parameterOf("tags", "Dropdown", { type: "array", items: { enum: ["portrait", "landscape"] } }, { default: [] }),
      parameterOf("mask", "Image", FILE, { ...image, default: null }),
    ],
    returns: [returnOf("result", "Image", FILE, image), returnOf("variants", "Gallery", gallery, image), returnOf("metadata", "JSON", {})],
  },
  {
    name: "/describe",
    generator: true,
    parameters: [parameterOf("message", "Multimodaltextbox", message, image)],
    returns: [returnOf("description", "Textbox", TEXT)],
  },
  { name: "/reset", slots: [null] },
  { fnIndex: 2, parameters: [parameterOf("label", "Textbox", TEXT)], returns: [returnOf("output", "Textbox", TEXT)] },
]);
