import { handleFile } from "@gradio-ts/client";
import { describe, expect, test, vi } from "vitest";
import { CallFiles } from "./call-files.js";
import { type FileParts, Files } from "./files.js";
import { MemoryStore } from "./memory-store.js";
import type { UploadedFile } from "./uploaded-file.js";

const streamOf = (text: string) => new Blob([text]).stream();

function made(parts: Partial<FileParts> = {}) {
  const files = new Files({
    fileStore: new MemoryStore(),
    maxFileSize: Number.POSITIVE_INFINITY,
    allowedPaths: [],
    isConnected: () => false,
    onError() {},
    ...parts,
  });
  return { files, call: new CallFiles(files, "s", (path) => `http://app/${path}`) };
}

const take = async (call: CallFiles, path: string, more: object = {}): Promise<UploadedFile> => {
  const taken = await call.take({ path, meta: { _type: "gradio.FileData" }, ...more }, []);
  if ("issue" in taken) throw new Error(taken.issue);
  return taken.value;
};

describe("a file that came in", () => {
  test("S175: can be read again and again, in every form, without a disk", async () => {
    const { files, call } = made();
    const { path } = await (await files.receive("a.txt", "text/plain", streamOf("hello"))).keep();
    const file = await take(call, path);
    expect([file.name, file.type, file.size, file.path]).toEqual(["a.txt", "text/plain", 5, undefined]);
    expect([await file.text(), (await file.bytes()).length, (await file.blob()).type]).toEqual(["hello", 5, "text/plain"]);
    expect(await new Response(file.stream()).text()).toBe("hello");
    expect(Object.isFrozen(file)).toBe(true);
  });

  test("is called as its owner says, made safe; its type is the one that is claimed, else by its name", async () => {
    const { files, call } = made();
    const { path } = await (await files.receive("a.csv", "", streamOf("x"))).keep();
    expect(await take(call, path)).toMatchObject({ name: "a.csv", type: "text/csv" });
    expect(await take(call, path, { orig_name: "../My file?.txt", mime_type: "text/x-mine" })).toMatchObject({
      name: "My file.txt",
      type: "text/x-mine",
    });
    const { path: unknown } = await (await files.receive("b.csv", "application/octet-stream", streamOf("x"))).keep();
    expect(await take(call, unknown, { mime_type: "application/octet-stream" })).toMatchObject({ type: "text/csv" });
    expect(await take(call, path, { orig_name: 3, mime_type: {} })).toMatchObject({ name: "a.csv", type: "text/csv" });
  });

  test("that is gone says so when it is read", async () => {
    const { files, call } = made();
    const { path } = await (await files.receive("a.txt", "", streamOf("x"))).keep();
    const file = await take(call, path);
    await files.close();
    await expect(file.text()).rejects.toThrow('"a.txt" is not there any more');
  });

  test("S173: from a URL is held to the same size, and called as the URL ends", async () => {
    const openPublic = vi.fn(async (url: string) => ({ url: new URL(url), content: streamOf("from the web"), type: "text/plain" }));
    const { call } = made({ openPublic, maxFileSize: 12 });
    const file = await take(call, "https://example.com/some%20file.txt?x=1#y");
    expect([file.name, file.type, await file.text()]).toEqual(["some file.txt", "text/plain", "from the web"]);
    const { call: small } = made({ openPublic, maxFileSize: 11 });
    await expect(take(small, "https://example.com/x")).rejects.toThrow("exceeded maximum allowed size of 11 bytes");
  });
});

describe("a file that a handler gives", () => {
  test("S169: has the seven keys of Gradio's, whatever it was given as", async () => {
    const { call } = made();
    const expected = (name: string, mime: string | null) => ({
      path: expect.stringMatching(new RegExp(`^[0-9a-f]{64}/${name}$`)),
      url: expect.stringMatching(new RegExp(`^http://app/[0-9a-f]{64}/${name}$`)),
      size: 3,
      orig_name: name,
      mime_type: mime,
      is_stream: false,
      meta: { _type: "gradio.FileData" },
    });
    const bytes = new TextEncoder().encode("abc");
    expect(await call.give(bytes)).toEqual(expected("file", null));
    expect(await call.give(bytes.buffer)).toEqual(expected("file", null));
    expect(await call.give(new Blob(["abc"], { type: "image/png" }))).toEqual(expected("file.png", "image/png"));
    expect(await call.give(new File(["abc"], "x.pdf"))).toEqual(expected("x.pdf", "application/pdf"));
    expect(await call.give(handleFile(bytes, { name: "b.wav" }))).toEqual(expected("b.wav", "audio/wav"));
    expect(await call.give(handleFile(streamOf("abc"), { name: "s.txt" }))).toEqual(expected("s.txt", "text/plain"));
    expect(await call.give(handleFile("data:text/plain,abc", { name: "d.txt" }))).toEqual(expected("d.txt", "text/plain"));
  });

  test("is kept once if it cannot have changed: a stream can be given again, changed bytes are new", async () => {
    const { call } = made();
    for (const same of [handleFile(streamOf("once"), { name: "s" }), new Blob(["x"])])
      expect(await call.give(same)).toEqual(await call.give(same));
    const bytes = new Uint8Array([1]);
    const before = await call.give(bytes);
    bytes[0] = 2;
    expect((await call.give(bytes)).path).not.toBe(before.path);
  });

  test("S174: must be one: a text, a number, an object or null is none", async () => {
    const { call } = made();
    await expect(call.give("out.png")).rejects.toThrow('The text "out.png" is no file: give handleFile(path), bytes or a Blob.');
    for (const none of [3, null, undefined, {}, { path: "/etc/passwd", meta: { _type: "gradio.FileData" } }, []]) {
      await expect(call.give(none)).rejects.toThrow("The handler gave no file");
    }
  });

  test("S177: what was given is gone when the app closes", async () => {
    const store = new MemoryStore();
    const { call, files } = made({ fileStore: store });
    const { path } = await call.give(new Blob(["x"]));
    expect(await store.get(path)).toBeDefined();
    await files.close();
    expect(await store.get(path)).toBeUndefined();
  });
});

test("S175: a store that fails leaves no file behind, and the failure is told", async () => {
  const deleted: string[] = [];
  const fileStore = {
    put: () => Promise.reject(new Error("full")),
    get: async () => undefined,
    delete: async (key: string) => void deleted.push(key),
  };
  const { files } = made({ fileStore });
  await expect(files.receive("a", "", streamOf("x"))).rejects.toThrow("full");
  expect(deleted).toHaveLength(1);
});

test("S175: what another process put into a shared store may be used", async () => {
  const fileStore = new MemoryStore();
  const { path } = await (await made({ fileStore }).files.receive("a.txt", "text/plain", streamOf("shared"))).keep();
  expect(await (await take(made({ fileStore }).call, path)).text()).toBe("shared");
  await expect(take(made({ fileStore }).call, path.replace(/^./, "x"))).rejects.toThrow("was not uploaded");
});
