import { describe, expect, it } from "vitest";
import { DownloadError, UploadError } from "../errors.js";
import * as fileSystem from "./file-system.js";
import * as none from "./no-file-system.js";

describe("no-file-system", () => {
  it("has all that file-system has", () => {
    const same: typeof fileSystem = none;
    expect(Object.keys(same).sort()).toEqual(Object.keys(fileSystem).sort());
  });

  it("opens no path, saves nothing, and says what to do instead; it looks up no type", async () => {
    await expect(none.openPath("a.png")).rejects.toThrow(UploadError);
    await expect(none.openPath("a.png")).rejects.toThrow('"a.png" is a path, and there is no disk here: give bytes or a Blob.');
    await expect(none.saveStream()).rejects.toThrow(DownloadError);
    await expect(none.saveStream()).rejects.toThrow(/no disk here: use blob\(\), bytes\(\) or stream\(\)/);
    expect(await none.typeOf()).toBe("");
  });
});
