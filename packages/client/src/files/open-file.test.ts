import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { UploadError } from "../errors.js";
import { handleFile } from "./handle-file.js";
import { openFile } from "./open-file.js";

const { signal } = new AbortController();

describe("openFile", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gradio-ts-"));
    await writeFile(join(folder, "a.txt"), "on disk");
    await writeFile(join(folder, "empty.bin"), "");
    await symlink(join(folder, "loop"), join(folder, "loop"));
    await symlink(join(folder, "a.txt"), join(folder, "link"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("knows a file's type by what it was told, by its Blob, or by its name", async () => {
    const typeOf = async (...file: Parameters<typeof handleFile>) => (await openFile(handleFile(...file))).type;
    expect(await typeOf(new Blob(["x"], { type: "text/x" }), { name: "a.png" })).toBe("text/x");
    expect(await typeOf(new Blob(["x"], { type: "text/x" }), { type: "a/b" })).toBe("a/b");
    expect(await typeOf("data:text/css,x")).toBe("text/css");
    expect(await typeOf(new Uint8Array(), { name: "a.png" })).toBe("image/png");
    expect(await typeOf(join(folder, "a.txt"))).toBe("text/plain");
    expect(await typeOf(new Uint8Array())).toBe("");
    expect((await (await openFile(handleFile(new Blob(["x"]), { name: "a.png" }))).blob(signal)).type).toBe("image/png");
  });

  it("opens paths however they are written, links and empty files too", async () => {
    for (const path of [join(folder, "a.txt"), relative(".", join(folder, "a.txt")), join(folder, "link")]) {
      const file = await openFile(handleFile(path));
      expect(file).toMatchObject({ size: 7, once: false });
      expect(await new Response(await file.stream(signal)).text()).toBe("on disk");
      expect(await (await file.blob(signal)).text()).toBe("on disk");
    }
    expect((await openFile(handleFile(join(folder, "empty.bin")))).size).toBe(0);
  });

  it.each<[string, (folder: string) => string, RegExp]>([
    ["nothing", () => "no/such.png", /cannot be read: ENOENT: no such file/],
    ["a directory", (folder) => folder, /cannot be read: it is a directory: give its files one by one/],
    ["a device", () => "/dev/zero", /cannot be read: it is no regular file: give a stream/],
    ["itself", (folder) => join(folder, "loop"), /cannot be read: ELOOP/],
    ["something below a file", (folder) => join(folder, "a.txt/b.txt"), /cannot be read: ENOTDIR/],
    ["a name no disk has", () => "x".repeat(5000), /cannot be read: ENAMETOOLONG/],
    ["another machine", () => "file://elsewhere/x.txt", /cannot be read: /],
  ])("refuses a path that leads to %s", async (_, path, message) => {
    const given = path(folder);
    const error = (await openFile(handleFile(given)).catch((caught: unknown) => caught)) as UploadError;
    expect(error).toBeInstanceOf(UploadError);
    expect(error.message).toMatch(message);
    expect(error.file).toBe(given);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it("says where it looked for a path that leads nowhere", async () => {
    await expect(openFile(handleFile("no/such.png"))).rejects.toThrow(resolve("no/such.png"));
  });

  it("refuses paths where there is no disk", async () => {
    vi.stubGlobal("process", undefined);
    onTestFinished(() => void vi.unstubAllGlobals());
    await expect(openFile(handleFile("a.txt", { type: "text/plain" }))).rejects.toThrow(/no disk here: give bytes or a Blob/);
  });
});
