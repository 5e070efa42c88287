import { describe, expect, it } from "vitest";
import { InvalidArgumentError } from "../errors.js";
import { handleFile } from "./handle-file.js";
import { sourceOf } from "./handled-file.js";

describe("handleFile", () => {
  it.each<[Parameters<typeof handleFile>[0], string]>([
    ["photos/me.png", "me.png"],
    ["/home/ada/secret plans/me.tar.gz", "me.tar.gz"],
    ["C:\\Users\\ada\\me.png", "me.png"],
    ["folder/", "file"],
    ["..", "file"],
    ["https://x.test/a%20b/c%C3%A9.png?token=1#x", "cé.png"],
    ["https://x.test/", "file"],
    ["https://x.test/%ff", "%ff"],
    [new URL("file:///tmp/x.wav"), "x.wav"],
    ["file:///tmp/y.wav", "y.wav"],
    ["data:text/plain,a/b", "file.txt"],
    ["data:image/svg+xml;base64,", "file.svg"],
    ["DATA:,a/b", "file"],
    [new File([], "../../etc/passwd"), "passwd"],
    [new Blob([]), "file"],
    [new Blob([], { type: "audio/x-wav" }), "file.wav"],
    [new Blob([], { type: "application/vnd.ms-excel" }), "file"],
    [new File([], "", { type: "audio/mpeg;rate=8000" }), "file.mp3"],
    [new Uint8Array(), "file"],
    [new ArrayBuffer(1), "file"],
    [new ReadableStream(), "file"],
  ])("names %s after its last segment: %s; never a directory of the caller's (users.md row 39)", (source, name) => {
    expect(handleFile(source).name).toBe(name);
  });

  it("takes the name and type it is given, and a Blob's own", () => {
    expect(handleFile("a.png", { name: "x/y.jpg", type: "image/jpeg" })).toMatchObject({ name: "y.jpg", type: "image/jpeg" });
    expect(handleFile(new Blob([], { type: "audio/wav" })).type).toBe("audio/wav");
    expect(handleFile(new Blob([]), { name: "" }).name).toBe("file");
    expect(handleFile(new Uint8Array(), { type: "image/png" })).toMatchObject({ name: "file.png", type: "image/png" });
  });

  it("is plain, frozen data that keeps its source to itself", () => {
    const file = handleFile("/secret/a.png");
    expect(Object.isFrozen(file)).toBe(true);
    expect(JSON.parse(JSON.stringify(file))).toEqual({ kind: "gradio.HandledFile", name: "a.png" });
    expect(sourceOf(file)).toBe("/secret/a.png");
    expect(sourceOf({ kind: "gradio.HandledFile", name: "a.png", type: undefined })).toBeUndefined();
    for (const value of [null, 5, "text"]) expect(sourceOf(value)).toBeUndefined();
  });

  it.each(["", 5, null, undefined, {}, [], new Float32Array(1), "http://[", "https://"])("refuses %s", (source) => {
    expect(() => handleFile(source as never)).toThrow(InvalidArgumentError);
    expect(() => handleFile("a.png", { nam: "b.png" } as never)).toThrow(/no option "nam"/);
  });

  it.each([null, 5, { name: 5 }, { type: {} }])("refuses %j for options", (options) => {
    expect(() => handleFile("a.png", options as never)).toThrow(InvalidArgumentError);
  });
});
