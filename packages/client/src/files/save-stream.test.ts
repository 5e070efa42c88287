import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { saveStream } from "./save-stream.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradio-ts-"));
});
afterEach(() => rm(folder, { recursive: true }));

const bytes = (text: string) => new Blob([text]).stream();

/** A disk of which one thing is otherwise. */
function otherwise(changes: object): void {
  const builtin = process.getBuiltinModule;
  vi.spyOn(process, "getBuiltinModule").mockImplementation(((name: string) =>
    name === "node:fs/promises" ? { ...(builtin(name) as object), ...changes } : builtin(name)) as typeof builtin);
  onTestFinished(() => void vi.restoreAllMocks());
}

const failing = (code: string) => () => Promise.reject(Object.assign(new Error(`${code}: so it is`), { code }));

describe("saveStream", () => {
  it("leaves nothing behind where the disk is full", async () => {
    const { writeFile: write } = process.getBuiltinModule("node:fs/promises");
    otherwise({
      writeFile: async (path: string) => {
        await write(path, "half");
        throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
      },
    });
    for (const target of [folder, join(folder, "a.txt")])
      await expect(saveStream(bytes("whole"), target, "a.txt")).rejects.toThrow("ENOSPC");
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(["EPERM", "ENOTSUP"])("numbers names on disks that know no links, which they say by %s", async (code) => {
    otherwise({ link: failing(code) });
    const paths = [];
    for (const text of ["one", "two"]) paths.push(await saveStream(bytes(text), folder, "a.txt"));
    expect(paths).toEqual([join(folder, "a.txt"), join(folder, "a-1.txt")]);
    expect(await Promise.all(paths.map((path) => readFile(path, "utf8")))).toEqual(["one", "two"]);
    expect((await readdir(folder)).sort()).toEqual(["a-1.txt", "a.txt"]);
  });

  it("fails with what the disk says where a name cannot be given", async () => {
    otherwise({ link: failing("EIO") });
    await expect(saveStream(bytes("x"), folder, "a.txt")).rejects.toThrow("EIO");
    expect(await readdir(folder)).toEqual([]);
  });

  it("takes no file for a folder", async () => {
    await writeFile(join(folder, "taken"), "old");
    await expect(saveStream(bytes("x"), `${join(folder, "taken")}/`, "a.txt")).rejects.toThrow(/EEXIST|ENOTDIR/);
    expect(await readFile(join(folder, "taken"), "utf8")).toBe("old");
  });

  it("says what to do where there is no disk", async () => {
    vi.stubGlobal("process", undefined);
    onTestFinished(() => void vi.unstubAllGlobals());
    await expect(saveStream(bytes("x"), "a.txt", "a.txt")).rejects.toThrow(/no disk here: use blob\(\), bytes\(\) or stream\(\)/);
  });
});
