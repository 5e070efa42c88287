import { describe, expect, it } from "vitest";
import { readDataUrl } from "./data-url.js";

describe("readDataUrl", () => {
  it.each([
    ["data:,a%20b", "a b", ""],
    ["data:text/plain;charset=utf-8,%C3%A9", "é", "text/plain;charset=utf-8"],
    ["DATA:image/png;BASE64,aGk%3D", "hi", "image/png"],
    ["data:;base64,", "", ""],
    ["data:text/plain,a\nb,c", "a\nb,c", "text/plain"],
  ])("reads %j", async (url, text, type) => {
    const blob = readDataUrl(url);
    expect([await blob.text(), blob.type]).toEqual([text, type]);
  });
});
