import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KeptFiles } from "./kept-files.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradio-ts-kept-"));
});
afterEach(() => rm(folder, { recursive: true }));

const form = (...files: readonly (readonly [name: string, content: string])[]) =>
  `${files.map(([name, content]) => `--x\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n${content}\r\n`).join("")}--x--\r\n`;

/** Lets an upload pass, and waits until its files are known. */
async function upload(kept: KeptFiles, body: string, paths: readonly string[] | undefined, status = 200): Promise<void> {
  const exchange = kept.keep({ "content-type": "multipart/form-data; boundary=x" });
  exchange?.body?.end(body);
  const reader = exchange?.answer?.(status);
  if (reader !== undefined) await finished(reader.end(JSON.stringify(paths ?? { detail: "no" })));
}

describe("A file that a page uploads", () => {
  it("is kept under its name, or the next that is free", async () => {
    await writeFile(join(folder, "cat.png"), "another");
    const kept = new KeptFiles(folder, () => {});
    await upload(kept, form(["cat.png", "cat"], ["dog.png", "dog"]), ["/tmp/1/cat.png", "/tmp/2/dog.png"]);
    expect([kept.nameOf("/tmp/1/cat.png"), kept.nameOf("/tmp/2/dog.png")]).toEqual(["cat-1.png", "dog.png"]);
    const contents = ["cat.png", "cat-1.png", "dog.png"].map((name) => readFile(join(folder, name), "utf8"));
    expect(await Promise.all(contents)).toEqual(["another", "cat", "dog"]);
  });

  it("is kept once, and not at all if the server refuses it", async () => {
    const kept = new KeptFiles(folder, () => {});
    await upload(kept, form(["cat.png", "cat"]), ["/tmp/1/cat.png"]);
    await upload(kept, form(["cat.png", "cat"]), ["/tmp/1/cat.png"]);
    await upload(kept, form(["huge.bin", "0"]), undefined, 413);
    expect([await readdir(folder), kept.nameOf("/tmp/1/cat.png")]).toEqual([["cat.png"], "cat.png"]);
  });

  it.each([
    ["../../etc/passwd", "_.._etc_passwd"],
    [".bashrc", "bashrc"],
    ["-rf", "rf"],
    ["a`$(rm)`;b.txt", "a__(rm)__b.txt"],
    ["...", "file"],
    ["größe 1 (2).txt", "größe 1 (2).txt"],
  ])("leads nowhere and hides nothing, whatever it is called: %j", async (name, plain) => {
    const kept = new KeptFiles(folder, () => {});
    await upload(kept, form([name, "x"]), ["/tmp/1/x"]);
    expect(await readdir(folder)).toEqual([plain]);
  });

  it("is not kept in part", async () => {
    const kept = new KeptFiles(folder, () => {});
    const exchange = kept.keep({ "content-type": "multipart/form-data; boundary=x" });
    exchange?.body?.on("error", () => {});
    exchange?.body?.write(form(["half.txt", "half of it"]).slice(0, -12));
    await vi.waitUntil(async () => (await readdir(folder)).length === 1);
    exchange?.body?.destroy();
    await vi.waitUntil(async () => (await readdir(folder)).length === 0);
  });

  it.each([undefined, "application/json", "multipart/form-data"])("is none in a body of type %s", async (type) => {
    expect(new KeptFiles(folder, () => {}).keep({ "content-type": type })).toBe(undefined);
  });

  it("is told of if there is no room for it", async () => {
    const failed = vi.fn();
    const kept = new KeptFiles(join(folder, "missing"), failed);
    await upload(kept, form(["cat.png", "cat"]), ["/tmp/1/cat.png"]);
    await vi.waitUntil(() => failed.mock.calls.length > 0);
    expect(failed.mock.calls[0]?.[0]).toContain("ENOENT");
    expect(kept.nameOf("/tmp/1/cat.png")).toBe(undefined);
  });
});
