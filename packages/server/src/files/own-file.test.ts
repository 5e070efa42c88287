import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { allowedFile, ownFile } from "./own-file.js";

const root = realpathSync(mkdtempSync(join(tmpdir(), "own-file-")));
for (const directory of ["tmp", "work/.git", "work/deep/.cache", "data/deep", "data-not", "outside"])
  mkdirSync(join(root, directory), { recursive: true });
const write = (path: string) => {
  writeFileSync(join(root, path), path);
  return join(root, path);
};
for (const path of [
  "tmp/t.txt",
  "work/w.txt",
  "work/.env",
  "work/.git/config",
  "work/deep/.cache/c.txt",
  "data/deep/d.txt",
  "data/.hidden",
  "data-not/x.txt",
  "outside/secret.txt",
])
  write(path);
symlinkSync(join(root, "outside/secret.txt"), join(root, "tmp/link.txt"));
symlinkSync(join(root, "outside"), join(root, "work/folder"));
symlinkSync(join(root, "data"), join(root, "alias"));

beforeEach(() => {
  vi.stubEnv("TMPDIR", join(root, "tmp"));
  vi.spyOn(process, "cwd").mockReturnValue(join(root, "work"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
afterAll(() => rmSync(root, { recursive: true }));

const allowed = [join(root, "alias")];
const text = async (path: string) => new Response((await ownFile(path, allowed)).read()).text();

test.each([
  ["of the temporary directory", join(root, "tmp/t.txt"), "tmp/t.txt"],
  ["of the working directory, by a relative path", "w.txt", "work/w.txt"],
  ["by a file: URL", pathToFileURL(join(root, "work/w.txt")).href, "work/w.txt"],
  ["of an allowed directory, however deep, though that is named by a link", join(root, "data/deep/d.txt"), "data/deep/d.txt"],
  ["whose name begins with a dot, if its directory is allowed", join(root, "data/.hidden"), "data/.hidden"],
])("S174: a handler may give a file %s", async (_, path, content) => {
  expect(await text(path)).toBe(content);
});

test.each([
  ["a dotfile of the working directory", ".env"],
  ["what lies below a hidden directory of it", "deep/.cache/c.txt"],
  ["the repository behind it", ".git/config"],
  ["a link that leads out of the temporary directory", join(root, "tmp/link.txt")],
  ["a link that leads out of the working directory", "folder/secret.txt"],
  ["a way out of the working directory", "../outside/secret.txt"],
  ["what lies beside an allowed directory", join(root, "data-not/x.txt")],
  ["anything else", "/etc/passwd"],
])("S174: it may not give %s", async (_, path) => {
  await expect(ownFile(path, allowed)).rejects.toThrow(
    `${JSON.stringify(path)} may not be given: name its directory in the option allowedPaths.`,
  );
});

test("S174: a directory, or what is not there, is no file", async () => {
  for (const path of [join(root, "data"), "missing.txt", ""]) await expect(ownFile(path, allowed)).rejects.toThrow("is not there");
});

test("S165: callers reach files of allowed directories only", async () => {
  expect(await allowedFile(join(root, "data/deep/d.txt"), allowed)).toMatchObject({ name: "d.txt", size: 15 });
  for (const path of [
    "w.txt",
    join(root, "work/w.txt"),
    join(root, "tmp/t.txt"),
    join(root, "data"),
    join(root, "data-not/x.txt"),
    `${join(root, "data")}/../outside/secret.txt`,
  ]) {
    expect(await allowedFile(path, allowed)).toBeUndefined();
  }
});
