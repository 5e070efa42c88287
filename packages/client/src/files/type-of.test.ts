import { describe, expect, it } from "vitest";
import { extensionOf } from "./extension-of.js";
import { typeOf } from "./type-of.js";

describe("typeOf", () => {
  it.each([
    ["a.png", "image/png"],
    ["A B.JPG", "image/jpeg"],
    ["x.tar.gz", "application/gzip"],
    ["report.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    ["voice.wav", "audio/wav"],
    ["png", ""],
    [".png", ""],
    ["a.", ""],
    ["a.nobody-knows", ""],
  ])("knows files by their extension: %s as %j", async (name, type) => expect(await typeOf(name)).toBe(type));
});

describe("extensionOf", () => {
  it.each([
    ["image/png", ".png"],
    ["IMAGE/JPEG", ".jpg"],
    ["audio/mpeg; rate=8000", ".mp3"],
    ["audio/x-wav", ".wav"],
    ["image/svg+xml", ".svg"],
    ["text/plain;charset=utf-8", ".txt"],
    ["application/json", ".json"],
    ["application/octet-stream", ""],
    ["application/vnd.ms-excel", ""],
    ["nonsense", ""],
    ["", ""],
  ])("gives %s the extension %j", (type, extension) => expect(extensionOf(type)).toBe(extension));
});
