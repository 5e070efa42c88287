import { describe, expect, it } from "vitest";
import { readDataUrl } from "./data-url.js";
import { openSource } from "./open-source.js";

describe("openSource", () => {
  it("keeps the type of a Blob, or takes the one given, without copying the bytes", async () => {
    const blob = new Blob(["x"], { type: "text/plain" });
    expect(await openSource(blob, "x", undefined)).toBe(blob);
    expect((await openSource(blob, "x", "text/html")).type).toBe("text/html");
    expect((await openSource(new Uint8Array([1]), "x", "a/b")).type).toBe("a/b");
    expect((await openSource("data:text/css,x", "x", undefined)).type).toBe("text/css");
    expect((await openSource("data:text/css,x", "x", "a/b")).type).toBe("a/b");
  });
});

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
