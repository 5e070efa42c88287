import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CancelledError, UploadError } from "../errors.js";
import type { FetchFunction } from "../http/fetch-types.js";
import { testHttp } from "../testing/test-http.js";
import type { FileData } from "./file-types.js";
import { handleFile } from "./handle-file.js";
import { AppFile } from "./output-file.js";
import type { UploadContext } from "./send-files.js";
import { holdsFiles, uploadFiles } from "./upload-files.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradio-ts-"));
  await writeFile(join(folder, "a b.txt"), "on disk");
});
afterAll(() => rm(folder, { recursive: true }));

function server(answer?: (files: readonly File[]) => Response | Error) {
  const forms: File[][] = [];
  const fetch: FetchFunction = async (_, { body, headers = {} } = {}) => {
    if (body === undefined) return answer?.([]) as Response;
    const form = await new Response(body as BodyInit, { headers }).formData();
    const files = form.getAll("files") as File[];
    expect([...form.keys()].every((name) => name === "files")).toBe(true);
    forms.push(files);
    const given = answer?.(files) ?? Response.json(files.map(({ name }, index) => `/tmp/${forms.length}-${index}/${name}`));
    if (given instanceof Error) throw given;
    return given;
  };
  const http = testHttp(fetch);
  const upload = (data: readonly unknown[], maxFileSize: number | null = null, context: UploadContext = {}) =>
    uploadFiles(http, { prefix: "gradio_api/", maxFileSize }, data, { inline: () => false, fetchesPrivateUrls: false }, context);
  const inline = (data: readonly unknown[], maxFileSize: number | null = null) =>
    uploadFiles(http, { prefix: "", maxFileSize }, data, { inline: () => true, fetchesPrivateUrls: true }, {});
  return { http, forms, upload, inline };
}

const meta = { _type: "gradio.FileData" };

describe("uploadFiles", () => {
  it("replaces every file, at any depth and of any kind, in one request (users.md rows 9, 40)", async () => {
    const { forms, upload } = server();
    const data = await upload([
      "text",
      new Blob(["blob"], { type: "text/plain" }),
      { text: "look", files: [new File(["file"], "ü.txt"), handleFile(new Uint8Array([1, 2, 3]), { name: "bytes.bin" })] },
      [[handleFile(join(folder, "a b.txt"))], handleFile(pathToFileURL(join(folder, "a b.txt"))), handleFile(`file://${folder}/a%20b.txt`)],
      handleFile("data:text/plain;base64,aGk=", { name: "hi.txt" }),
      handleFile(new Blob(["stream"]).stream(), { name: "s.txt", type: "text/x" }),
      new ArrayBuffer(4),
      Buffer.from("buffer"),
    ]);
    expect(forms).toHaveLength(1);
    const [files = []] = forms;
    expect(files.map(({ name }) => name)).toEqual([
      "file.txt",
      "ü.txt",
      "bytes.bin",
      "a b.txt",
      "a b.txt",
      "a b.txt",
      "hi.txt",
      "s.txt",
      "file",
      "file",
    ]);
    expect(await Promise.all(files.map((file) => file.text()))).toEqual([
      "blob",
      "file",
      "\u0001\u0002\u0003",
      "on disk",
      "on disk",
      "on disk",
      "hi",
      "stream",
      "\0\0\0\0",
      "buffer",
    ]);
    expect(data[1]).toEqual({ path: "/tmp/1-0/file.txt", orig_name: "file.txt", size: 4, mime_type: "text/plain", meta });
    expect(data[2]).toMatchObject({
      text: "look",
      files: [{ path: "/tmp/1-1/ü.txt", orig_name: "ü.txt" }, { path: "/tmp/1-2/bytes.bin" }],
    });
    expect(data[3]).toMatchObject([[{ path: "/tmp/1-3/a b.txt", orig_name: "a b.txt" }], { size: 7 }, { size: 7 }]);
    expect(data[4]).toMatchObject({ mime_type: "text/plain", size: 2 });
    expect(data[5]).toMatchObject({ mime_type: "text/x" });
  });

  it("uploads a file that is given twice once", async () => {
    const { forms, upload } = server();
    const file = new Blob(["x"]);
    const data = await upload([file, { again: file }]);
    expect(forms[0]).toHaveLength(1);
    expect((data[1] as { again: unknown }).again).toBe(data[0]);
  });

  it("sends at most 1000 files in one request", async () => {
    const { forms, upload } = server();
    const data = await upload([Array.from({ length: 2001 }, (_, index) => new File(["x"], `${index}`))]);
    expect(forms.map((form) => form.length)).toEqual([1000, 1000, 1]);
    expect((data[0] as unknown[])[2000]).toMatchObject({ path: "/tmp/3-0/2000" });
  });

  it("finds files inside instances of a class, and objects of other realms", async () => {
    const { forms, upload } = server();
    class Message {
      readonly files = [new Blob(["x"])];
    }
    expect(holdsFiles([new Message()])).toBe(true);
    expect(await upload([new Message()])).toMatchObject([{ files: [{ meta }] }]);
    expect(forms).toHaveLength(1);
  });

  it("passes references to what is at a server already: URLs, file objects, outputs", async () => {
    const { http, forms, upload } = server();
    const known = { path: "/tmp/x", meta } as const;
    const output = new AppFile(http, "gradio_api/", { ...known, url: "u" } as never);
    expect(await upload([handleFile("https://x.test/a.png"), known, [output]])).toEqual([
      { path: "https://x.test/a.png", orig_name: "a.png", meta },
      known,
      [{ ...known, url: "u" }],
    ]);
    expect(forms).toHaveLength(0);
  });

  it("sends the file of another app across, and media that is still being made", async () => {
    const { forms, upload } = server();
    const elsewhere = testHttp(async (url) => new Response(`from ${url}`), { base: new URL("http://other.test/") });
    const data = { path: "/tmp/o.txt", orig_name: "o.txt", mime_type: "text/plain", meta } as FileData;
    const [across] = await upload([new AppFile(elsewhere, "gradio_api/", data)]);
    expect(across).toEqual({ path: "/tmp/1-0/o.txt", orig_name: "o.txt", size: 49, mime_type: "text/plain", meta });
    expect(await forms[0]?.[0]?.text()).toBe("from http://other.test/gradio_api/file=/tmp/o.txt");
    const live = server((files) => (files.length === 0 ? new Response("recorded") : Response.json(["/tmp/recorded"])));
    const [recorded] = await live.upload([new AppFile(live.http, "", { ...data, path: "s/1/2", is_stream: true })]);
    expect(recorded).toMatchObject({ path: "/tmp/recorded", size: 8 });
    expect(await live.forms[0]?.[0]?.text()).toBe("recorded");
  });

  it("leaves bytes inside the call where an app takes them so, wherever they are now", async () => {
    const { http, forms, inline } = server(() => new Response("at the server", { headers: { "content-type": "text/plain" } }));
    const long = new Uint8Array(100_000).map((_, index) => index % 251);
    const given = [
      { deep: [new Blob(["x"], { type: "image/png" })] },
      { path: "/tmp/y.png", orig_name: "y.png", meta },
      new AppFile(http, "", { path: "/tmp/z.png", mime_type: "image/png", meta } as FileData),
      handleFile(long, { name: "long" }),
      5,
    ];
    const [first, second, third, fourth, five] = (await inline(given)) as [{ deep: FileData[] }, FileData, FileData, FileData, number];
    expect(first.deep[0]).toEqual({ path: "file.png", url: "data:image/png;base64,eA==", size: 1, orig_name: "file.png", meta });
    expect(second).toMatchObject({ path: "y.png", url: `data:application/octet-stream;base64,${btoa("at the server")}` });
    expect(third.url).toBe(`data:image/png;base64,${btoa("at the server")}`);
    expect(fourth.url).toBe(`data:application/octet-stream;base64,${Buffer.from(long).toString("base64")}`);
    expect(five).toBe(5);
    expect(forms).toHaveLength(0);
    const gone = server(() => Response.json({ detail: "File not found." }, { status: 404 }));
    const error = await gone.inline([{ path: "/tmp/gone.png", orig_name: "gone.png", meta }]).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UploadError);
    expect(error).toMatchObject({ file: "gone.png", cause: { code: "DOWNLOAD_FAILED", status: 404 } });
    await expect(inline([handleFile("https://x.test/a.png")])).rejects.toThrow(
      /takes the bytes of this file only: fetch https:\/\/x\.test\/a\.png yourself/,
    );
    await expect(inline([new Uint8Array(10)], 5)).rejects.toThrow(/takes at most 5/);
  });

  it("fails where the file of another app does, as an upload", async () => {
    const { upload } = server();
    const elsewhere = testHttp(async () => new Response("no", { status: 403 }), { base: new URL("http://other.test/") });
    const file = new AppFile(elsewhere, "", { path: "/tmp/o.txt", orig_name: "o.txt", meta } as FileData);
    const error = await upload([file]).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UploadError);
    expect(error).toMatchObject({ file: "o.txt", cause: { code: "DOWNLOAD_FAILED", status: 403 } });
  });

  it("refuses a URL that leads to a private address, where the server would", async () => {
    const { forms, upload } = server();
    const error = await upload([new Blob(["x"]), handleFile("http://127.0.0.1:7860/x.png")]).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UploadError);
    expect((error as UploadError).message).toMatch(/fetches nothing from 127\.0\.0\.1:7860, which is a private address: fetch it yourself/);
    expect(forms).toHaveLength(0);
  });

  it("looks at all files before it sends the first", async () => {
    const { forms, upload } = server();
    const many = Array.from({ length: 1500 }, () => new Blob(["x"]));
    await expect(upload([...many, handleFile("/no/such/file")])).rejects.toThrow(/ENOENT/);
    await expect(upload([...many, new Blob(["too large"])], 5)).rejects.toThrow(/takes at most 5/);
    expect(forms).toHaveLength(0);
  });

  it("changes nothing it is given, and leaves what JSON writes by itself alone (users.md row 41)", async () => {
    const { upload } = server();
    const date = new Date(0);
    const given = Object.freeze({ list: Object.freeze([new Blob(["x"]), date]), __proto__: null });
    const [copy] = (await upload([given])) as [{ list: unknown[] }];
    expect(given.list[0]).toBeInstanceOf(Blob);
    expect(copy.list).toEqual([expect.objectContaining({ meta }), date]);
    expect(await upload([JSON.parse('{"__proto__": [1]}'), new Blob([])])).toMatchObject([JSON.parse('{"__proto__": [1]}'), { meta }]);
  });

  it("looks at bytes as a whole, however many (users.md row 9)", () => {
    const start = performance.now();
    expect(holdsFiles([new Uint8Array(50_000_000)])).toBe(true);
    expect(performance.now() - start).toBeLessThan(50);
  });

  it.each<[string, unknown, RegExp, string]>([
    [
      "a path that leads nowhere (users.md row 8)",
      handleFile("/no/such/file.png"),
      /"\/no\/such\/file\.png" cannot be read: ENOENT: no such file/,
      "/no/such/file.png",
    ],
    ["a directory", handleFile(tmpdir()), /cannot be read: it is a directory/, ""],
    ["a data: URL without content", handleFile("data:text/plain"), /data: URL cannot be read: it has no comma/, "file.txt"],
    ["a data: URL that is no base64", handleFile("data:;base64,%%%"), /data: URL cannot be read/, "file"],
    [
      "a stream that fails",
      handleFile(new ReadableStream({ start: (controller) => controller.error(new Error("unplugged")) }), { name: "s.bin" }),
      /"s\.bin" could not be read to its end: unplugged/,
      "s.bin",
    ],
  ])("fails by %s", async (_, file, message, name) => {
    const { upload } = server();
    const error = await upload([file]).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UploadError);
    expect((error as UploadError).message).toMatch(message);
    if (name !== "") expect((error as UploadError).file).toBe(name);
  });

  it("reads a stream once, and says so the second time", async () => {
    const { upload } = server();
    const file = handleFile(new Blob(["x"]).stream(), { name: "s" });
    await upload([file]);
    await expect(upload([file])).rejects.toThrow(UploadError);
  });

  it("refuses a file larger than the app takes, without asking it (users.md row 7)", async () => {
    const { forms, upload } = server();
    await expect(upload([new File(["123456"], "big.bin")], 5)).rejects.toThrow(/"big\.bin" has 6 bytes or more; the app takes at most 5/);
    expect(forms).toHaveLength(0);
  });

  it.each<[string, () => Response | Error, object]>([
    [
      "413",
      () => new Response("File size exceeded maximum allowed size of 5 bytes.", { status: 413 }),
      { status: 413, message: expect.stringContaining("exceeded maximum") },
    ],
    [
      "400",
      () => Response.json({ detail: "Invalid file name: x" }, { status: 400 }),
      { status: 400, message: expect.stringContaining("Invalid file name") },
    ],
    ["a wrong field name, which a server answers with no paths", () => Response.json([]), { status: 200 }],
    ["paths that are none", () => Response.json([5]), { status: 200 }],
    ["a page", () => new Response("<html>"), { status: 200 }],
    ["a network failure", () => new TypeError("fetch failed"), { cause: { code: "CONNECTION_FAILED" } }],
  ])("fails by %s", async (_, answer, evidence) => {
    const error = await server(answer)
      .upload([new File(["x"], "x.png")])
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UploadError);
    expect(error).toMatchObject({ file: "x.png", retryable: false, ...evidence });
  });

  it("is cancelled by a signal as everything is", async () => {
    await expect(server().upload([new Blob([])], null, { signal: AbortSignal.abort("x") })).rejects.toThrow(CancelledError);
  });
});
