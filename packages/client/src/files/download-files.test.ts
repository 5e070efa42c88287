import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CancelledError, DownloadError, InvalidArgumentError } from "../errors.js";
import type { FetchFunction } from "../http/fetch-types.js";
import { testHttp } from "../testing/test-http.js";
import { downloadFiles } from "./download-files.js";
import { AppFile } from "./output-file.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradio-ts-"));
});
afterEach(() => rm(folder, { recursive: true }));

function app(answer: (path: string, signal: AbortSignal | undefined) => Response | Promise<Response> = (path) => new Response(path)) {
  const asked: string[] = [];
  const fetch: FetchFunction = async (url, init) => {
    const path = new URL(url).pathname.replace("/file=", "");
    asked.push(path);
    return answer(path, init?.signal);
  };
  const http = testHttp(fetch);
  const file = (path: string) => new AppFile(http, "", { path, meta: { _type: "gradio.FileData" } });
  return { asked, file };
}

describe("downloadFiles", () => {
  it.each(["", undefined, null, 5])("refuses %j for a directory, before anything is asked for", async (directory) => {
    const { asked, file } = app();
    await expect(downloadFiles([file("/1/a.txt")], directory as never)).rejects.toThrow(InvalidArgumentError);
    expect(asked).toEqual([]);
  });

  it("gives frozen data", async () => {
    const { file } = app();
    const saved = await downloadFiles([{ image: file("/1/a.txt") }], folder);
    expect([Object.isFrozen(saved), Object.isFrozen(saved[0])]).toEqual([true, true]);
  });

  it("gives the same output with paths in place of files, each file fetched once, and changes nothing", async () => {
    const { asked, file } = app();
    const output = Object.freeze([
      Object.freeze([Object.freeze({ image: file("/1/a.txt"), caption: "x" }), file("/2/a.txt")]),
      5,
      null,
      file("/1/a.txt"),
    ]);
    const saved = await downloadFiles(output, join(folder, "new/deep"));
    const [[first, second], five, none, again] = saved as unknown as [[{ image: string; caption: string }, string], number, null, string];
    expect([first.caption, five, none, again]).toEqual(["x", 5, null, first.image]);
    expect(asked.sort()).toEqual(["/1/a.txt", "/2/a.txt"]);
    expect(await readFile(first.image, "utf8")).toBe("/1/a.txt");
    expect(await readFile(second, "utf8")).toBe("/2/a.txt");
    expect((await readdir(join(folder, "new/deep"))).sort()).toEqual(["a-1.txt", "a.txt"]);
    expect(output[0]).toMatchObject([{ image: { path: "/1/a.txt" } }, { path: "/2/a.txt" }]);
  });

  it("takes a folder as a URL, one file alone, and what holds none", async () => {
    const { file } = app();
    expect(await downloadFiles(file("/b.txt"), pathToFileURL(folder))).toBe(join(folder, "b.txt"));
    expect(await downloadFiles({ text: "x" }, folder)).toEqual({ text: "x" });
    await expect(downloadFiles("x", folder, { maxByte: 1 } as never)).rejects.toThrow(InvalidArgumentError);
  });

  it("fetches many a few at a time", async () => {
    let now = 0;
    let most = 0;
    const { file } = app(async (path) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
      return new Response(path);
    });
    const files = Array.from({ length: 30 }, (_, index) => file(`/${index}.txt`));
    const paths = await downloadFiles(files, folder);
    expect(paths).toEqual(files.map(({ name }) => join(folder, name)));
    expect(most).toBe(4);
  });

  it("fails by the first failure, ends the others, and leaves no half file behind", async () => {
    const endless = (signal: AbortSignal | undefined) =>
      new Response(
        new ReadableStream<Uint8Array>({
          start: (controller) => {
            controller.enqueue(new Uint8Array(5));
            signal?.addEventListener("abort", () => controller.error(signal.reason));
          },
        }),
      );
    const { asked, file } = app((path, signal) => {
      if (path === "/bad") return Response.json({ detail: "File not found: /bad." }, { status: 404 });
      return path === "/good" ? new Response("x") : endless(signal);
    });
    const names = ["/good", "/endless-1", "/endless-2", "/bad", "/later", "/later-still"];
    const error = await downloadFiles(names.map(file), folder).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DownloadError);
    expect(error).toMatchObject({ status: 404, message: expect.stringMatching(/"bad" could not be fetched.*File not found/) });
    expect((await readdir(folder)).filter((name) => name !== "good")).toEqual([]);
    expect(asked).not.toContain("/later-still");
  });

  it("ends by a signal", async () => {
    const { file } = app(() => new Promise(() => {}));
    const controller = new AbortController();
    const saving = downloadFiles([file("/a"), file("/b")], folder, { signal: controller.signal });
    setTimeout(() => controller.abort("enough"), 10);
    const error = await saving.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CancelledError);
    expect((error as CancelledError).cause).toBe("enough");
    expect(await readdir(folder)).toEqual([]);
  });
});
