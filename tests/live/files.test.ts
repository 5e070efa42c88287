import { createHash } from "node:crypto";
import { once } from "node:events";
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type ClientOptions,
  DownloadError,
  downloadFiles,
  type FetchFunction,
  handleFile,
  isOutputFile,
  type OutputFile,
  type Update,
  UploadError,
} from "@gradio-ts/client";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { connect } from "./calls/connect.js";
import { liveTests } from "./environment/paths.js";
import { liveServers, since } from "./live-servers.js";
import { type ServerProcess, startServer } from "./server-process.js";

const script = join(liveTests, "apps", "files.py");
const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

/** What `apps/files.py` says of a file it was given. */
interface Seen {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");
const seen = (text: unknown) => JSON.parse(text as string) as Seen;
const allSeen = (text: unknown) => JSON.parse(text as string) as readonly Seen[];

/** A `fetch` that notes what it is asked for, by the path behind the app's own. */
function noting(): { readonly paths: string[]; readonly fetch: FetchFunction } {
  const paths: string[] = [];
  const note: FetchFunction = (url, init) => {
    paths.push(new URL(url).pathname.replace(/^\/(gradio_api\/)?/, "").replace(/^(file=|heartbeat\/).*/, "$1"));
    return fetch(url, init);
  };
  return { paths, fetch: note };
}

/** Serves one file on this machine until the test has ended. @returns its URL. */
async function serveFile(text: string): Promise<string> {
  const server = createServer((_, response) => response.end(text)).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/far.txt`;
}

describe.each(liveServers())("Files of Gradio $version", ({ version, python }) => {
  let server: ServerProcess;
  let folder = "";
  beforeAll(async () => {
    server = await startServer({ python, script });
    folder = await mkdtemp(join(tmpdir(), "gradio-ts-"));
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const connected = (options?: ClientOptions) => connect(server.url, options);
  const write = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };

  it("are taken from everything that holds bytes, by the names they have", async () => {
    const client = await connected();
    const path = await write("on disk.txt", "a path");
    const bytes = new TextEncoder().encode("bytes");
    const files = [
      handleFile(path),
      handleFile(pathToFileURL(path)),
      handleFile(pathToFileURL(path).href),
      new Blob(["a blob"], { type: "text/plain" }),
      new File(["a file"], "given.txt"),
      bytes,
      bytes.slice().buffer,
      Buffer.from("a buffer"),
      handleFile(bytes, { name: "named.bin" }),
      handleFile(new Blob(["a stream"]).stream(), { name: "streamed.txt" }),
      handleFile("data:text/plain;base64,aGk="),
      "data:text/css,a%7B%7D",
      handleFile(new Uint8Array(), { name: "empty.txt" }),
    ];
    const sent = ["a path", "a path", "a path", "a blob", "a file", "bytes", "bytes", "a buffer", "bytes", "a stream", "hi", "a{}", ""];
    const arrived = allSeen(await client.predict("/look_at_all", [files]));
    expect(arrived.map((file) => file.sha256)).toEqual(sent.map((text) => sha256(text)));
    expect(arrived.map((file) => file.name)).toEqual([
      "on disk.txt",
      "on disk.txt",
      "on disk.txt",
      "file.txt",
      "given.txt",
      "file",
      "file",
      "file",
      "named.bin",
      "streamed.txt",
      "file.txt",
      "file.css",
      "empty.txt",
    ]);
  });

  it("arrive whatever they are called (users.md row 39)", async () => {
    const client = await connected();
    const names = ["a b.txt", "50%#?&+.txt", `q"uo'te.txt`, "new\r\nline.txt", "ключ é😀.txt", "semi;colon=.txt", "../../up.txt", "none"];
    const files = names.map((name) => handleFile(new Blob([name]), { name }));
    const arrived = allSeen(await client.predict("/look_at_all", [files]));
    expect(arrived.map((file) => file.sha256)).toEqual(names.map((name) => sha256(name)));
    expect(arrived.map((file) => file.name.replace(/^.*(?=\.)/, ""))).toEqual([...Array(7).fill(".txt"), "none"]);
    expect([arrived[0]?.name, arrived[6]?.name]).toEqual(["a b.txt", "up.txt"]);
    expect(arrived[4]?.name).toMatch(/^ключ é/);
  });

  it("go into each kind of media", async () => {
    const client = await connected();
    const [image] = (await client.predict("/paint", ["blue"])) as readonly OutputFile[];
    const voice = (await client.predict("/speak", [0.25])) as OutputFile;
    const film = handleFile(fixture("red.mp4"));
    // As the API says: a video and its subtitles.
    const video = since(version, "4.0") && !since(version, "6.0") ? { video: film } : film;
    const picture = handleFile(await (image as OutputFile).bytes(), { name: "blue.png" });
    const [size, audio, seenVideo] = JSON.parse((await client.predict("/look_at_media", [picture, voice, video])) as string);
    expect(size).toEqual([4, 3]);
    expect(audio.sha256).toBe(sha256(await voice.bytes()));
    expect(seenVideo.sha256).toBe(sha256(await readFile(fixture("red.mp4"))));
    expect(JSON.parse((await client.predict("/look_at_media", [null, null, null])) as string)).toEqual([null, null, null]);
  });

  it.runIf(since(version, "4.29"))("go into what holds them, at any depth (users.md row 40)", async () => {
    const client = await connected();
    const message = Object.freeze({ text: "look", files: Object.freeze([new File(["x"], "x.txt"), new Uint8Array([1, 2])]) });
    const [text, files] = JSON.parse((await client.predict("/look_at_message", [message])) as string);
    expect(text).toBe("look");
    expect(files).toMatchObject([{ name: "x.txt", sha256: sha256("x") }, { size: 2 }]);
    expect(message.files[0]).toBeInstanceOf(File);
  });

  it("are many in few requests", async () => {
    const { paths, fetch } = noting();
    const client = await connected({ fetch });
    const files = Array.from({ length: 200 }, (_, index) => handleFile(new Uint8Array(10_000).fill(index), { name: `${index}.bin` }));
    const arrived = allSeen(await client.predict("/look_at_all", [files]));
    expect(arrived.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
    expect(new Set(arrived.map((file) => file.sha256)).size).toBe(200);
    expect(paths.length).toBeLessThanOrEqual(8);
    expect(paths.filter((path) => path === "upload")).toHaveLength(1);
  });

  it("tell how far they are while they are uploaded", async () => {
    const client = await connected();
    const size = 64_000_000;
    const files = [handleFile(new Uint8Array(size), { name: "big.bin" }), new File(["x"], "x.txt")];
    const updates: Update[] = [];
    await client.predict("/look_at_all", [files], { onUpdate: (update) => updates.push(update) });
    const uploads = updates.filter((update): update is Extract<Update, { type: "upload" }> => update.type === "upload");
    const big = uploads.filter(({ name }) => name === "big.bin");
    expect(big.at(-1)).toEqual({ type: "upload", name: "big.bin", loaded: size, total: size });
    expect(uploads.filter(({ name }) => name === "x.txt")).toEqual([{ type: "upload", name: "x.txt", loaded: 1, total: 1 }]);
    const loaded = big.map((update) => update.loaded);
    expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
  });

  it("are uploaded once and used twice", async () => {
    const { paths, fetch } = noting();
    const client = await connected({ fetch });
    const progress: object[] = [];
    const file = await client.upload(handleFile(await write("once.txt", "once")), { onProgress: (told) => progress.push(told) });
    expect(file).toMatchObject({ orig_name: "once.txt", size: 4, mime_type: "text/plain" });
    expect(progress).toEqual([{ name: "once.txt", loaded: 4, total: 4 }]);
    const stored = JSON.parse(JSON.stringify(file));
    for (const given of [file, stored]) expect(seen(await client.predict("/look_at", [given])).sha256).toBe(sha256("once"));
    expect(paths.filter((path) => path === "upload")).toHaveLength(1);
    // An image wants its bytes in Gradio 3, wherever they are.
    const [picture] = (await client.predict("/paint", ["green"])) as readonly OutputFile[];
    const uploaded = await client.upload(handleFile(await (picture as OutputFile).bytes(), { name: "green.png" }));
    expect(isOutputFile(await client.predict("/give_back_image", [uploaded]))).toBe(true);
  });

  it("of the app itself are given by reference, those of another app go across", async () => {
    const { paths, fetch } = noting();
    const client = await connected({ fetch });
    const file = (await client.predict("/write", ["a b.txt", "hällo"])) as OutputFile;
    for (const given of [file, JSON.parse(JSON.stringify(file))]) {
      expect(seen(await client.predict("/look_at", [given])).sha256).toBe(sha256("hällo"));
    }
    expect(paths).not.toContain("upload");
    // Another address is another app, as far as anybody can tell.
    const other = await connect(server.url.replace("127.0.0.1", "localhost"), { fetch });
    expect(seen(await other.predict("/look_at", [file]))).toMatchObject({ name: "a b.txt", sha256: sha256("hällo") });
    expect(paths).toContain("upload");
  });

  it("that cannot be read fail the call, which is not submitted (users.md row 8)", async () => {
    const { paths, fetch } = noting();
    const client = await connected({ fetch });
    paths.length = 0;
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error("unplugged")) });
    for (const file of [handleFile(join(folder, "no.txt")), handleFile(folder), handleFile(broken, { name: "s.bin" })]) {
      const job = client.submit("/look_at", [file]);
      const error = await job.exception();
      expect(error).toBeInstanceOf(UploadError);
      expect(error?.message).toMatch(/cannot be read: (ENOENT|it is a directory)|unplugged/);
    }
    expect(paths.filter((path) => !/^(upload|heartbeat\/)$/.test(path))).toEqual([]);
  });

  it.runIf(since(version, "4.29"))("larger than the app takes are not sent, or no further than that (users.md row 7)", async () => {
    const strict = await startServer({ python, script, env: { MAXFILE: "1000" } });
    onTestFinished(() => strict.stop());
    const { paths, fetch: noted } = noting();
    const client = await connect(strict.url, { fetch: noted });
    paths.length = 0;
    await expect(client.predict("/look_at", [new Uint8Array(1001)])).rejects.toThrow(/takes at most 1000/);
    expect(paths.filter((path) => path !== "heartbeat/")).toEqual([]);
    const stream = new Blob([new Uint8Array(1001)]).stream();
    await expect(client.predict("/look_at", [handleFile(stream)])).rejects.toThrow(/takes at most 1000/);
    expect(seen(await client.predict("/look_at", [new Uint8Array(1000)])).size).toBe(1000);
    // A client that did not know would be told by the server.
    const unaware: FetchFunction = async (url, init) => {
      const answer = await fetch(url, init);
      if (!url.endsWith("/config")) return answer;
      return Response.json({ ...((await answer.json()) as object), max_file_size: null });
    };
    const told = await connect(strict.url, { fetch: unaware });
    const error = await told.submit("/look_at", [new File([new Uint8Array(5000)], "big.bin")]).exception();
    expect(error).toBeInstanceOf(UploadError);
    expect(error).toMatchObject({ status: 413, file: "big.bin", message: expect.stringMatching(/exceeded maximum allowed size of 1000/) });
  });

  it.runIf(since(version, "4.0") && !since(version, "5.0"))("by their URL are fetched by the server", async () => {
    const client = await connected();
    const url = await serveFile("far away");
    expect(seen(await client.predict("/look_at", [handleFile(url)])).sha256).toBe(sha256("far away"));
  });

  it.runIf(!since(version, "4.0") || since(version, "5.0"))("by a URL that the server does not fetch are an UploadError", async () => {
    const client = await connected();
    const urls = [await serveFile("far away"), "http://nowhere.invalid/x.txt"];
    for (const url of urls) {
      const error = await client.submit("/look_at", [handleFile(url)]).exception();
      expect(error).toBeInstanceOf(UploadError);
      expect(error).toMatchObject({ file: url, message: expect.stringMatching(/fetch it yourself, and give its bytes/i) });
    }
  });

  it("come with a URL that anybody can open, whatever they are called", async () => {
    const client = await connected();
    for (const name of ["plain.txt", "a b.txt", "50%#1.txt", "é😀.txt", "q'u&o.txt"]) {
      const file = (await client.predict("/write", [name, name])) as OutputFile;
      expect(isOutputFile(file)).toBe(true);
      expect(file.url.startsWith(server.url)).toBe(true);
      expect(await (await fetch(file.url)).text()).toBe(name);
      expect(await file.text()).toBe(name);
      expect(file.name).toMatch(/\.txt$/);
      expect(file).toMatchObject({ isStream: false, size: new TextEncoder().encode(name).length });
    }
  });

  it("are read in every form", async () => {
    const client = await connected();
    const file = (await client.predict("/write", ["a.txt", "hällo"])) as OutputFile;
    expect(new TextDecoder().decode(await file.bytes())).toBe("hällo");
    expect(await (await file.blob()).text()).toBe("hällo");
    expect(await new Response(await file.stream()).text()).toBe("hällo");
    await expect(file.bytes({ maxBytes: 5 })).rejects.toThrow(DownloadError);
    expect((await file.bytes({ maxBytes: 6 })).length).toBe(6);
    const target = `${join(folder, "saved")}/`;
    const paths = [await file.save(target), await file.save(target), await file.save(join(folder, "saved/b.txt"))];
    expect(paths).toEqual(["a.txt", "a-1.txt", "b.txt"].map((name) => join(folder, "saved", name)));
    for (const path of paths) expect(await readFile(path, "utf8")).toBe("hällo");
    expect((await readdir(target)).sort()).toEqual(["a-1.txt", "a.txt", "b.txt"]);
  });

  it("stand in every kind of output, and at each step", async () => {
    const client = await connected();
    const [image, gallery] = (await client.predict("/paint", ["red"])) as [OutputFile, readonly unknown[]];
    const png = await image.bytes();
    expect([...png.slice(1, 4)].map((byte) => String.fromCharCode(byte)).join("")).toBe("PNG");
    expect(image.name).toMatch(/\.png$/);
    const files: unknown[] = [];
    JSON.stringify(gallery, (_, value: unknown) => {
      if (typeof value === "object" && value !== null && "path" in value) files.push(value);
      return value;
    });
    expect(files).toHaveLength(2);
    expect(((await client.predict("/write_many", ["a.txt,b.txt"])) as readonly unknown[]).map(isOutputFile)).toEqual([true, true]);
    const job = client.submit("/write_stepwise", [3]);
    await job.result();
    expect(await Promise.all((job.outputs() as readonly OutputFile[]).map((file) => file.text()))).toEqual(["0", "1", "2"]);
  });

  it("of a whole output are saved with downloadFiles, equal ones once", async () => {
    const { paths, fetch } = noting();
    const client = await connected({ fetch });
    const output = await client.predict("/write_many", ["a.txt,b.txt,c.txt"]);
    const [first] = output as readonly OutputFile[];
    const target = join(folder, "all");
    const saved = await downloadFiles({ output, again: first, count: 3 }, target);
    const inTarget = (name: string) => join(target, name);
    expect(saved).toEqual({ output: ["a.txt", "b.txt", "c.txt"].map(inTarget), again: inTarget("a.txt"), count: 3 });
    expect(paths.filter((path) => path === "file=")).toHaveLength(3);
    expect((await readdir(target)).sort()).toEqual(["a.txt", "b.txt", "c.txt"]);
    expect(await readFile(inTarget("b.txt"), "utf8")).toBe("b.txt");
  });

  it("that are big come whole, and go to disk", async () => {
    const client = await connected();
    const file = (await client.predict("/write_big", [20])) as OutputFile;
    const path = await file.save(join(folder, "big.bin"));
    expect((await stat(path)).size).toBe(20 << 20);
    expect(seen(await client.predict("/look_at", [handleFile(path)])).sha256).toBe(sha256(await readFile(path)));
  });

  it("that are not there, or not for us, are a DownloadError", async () => {
    const client = await connected();
    const file = (await client.predict("/write", ["gone.txt", "x"])) as OutputFile;
    await rm(file.path);
    const error = await file.text().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DownloadError);
    expect((error as DownloadError).status).toBeGreaterThanOrEqual(400);
    await expect(file.save(join(folder, "gone.txt"))).rejects.toThrow(DownloadError);
    expect(await readdir(folder)).not.toContain("gone.txt");
  });

  it.runIf(since(version, "3.41") && !since(version, "5.0"))(
    "that are still being made come as one stream of bytes (users.md row 42)",
    async () => {
      const client = await connected();
      const job = client.submit("/stream_bytes", [4]);
      const { value } = await job[Symbol.asyncIterator]().next();
      const file = value as OutputFile;
      expect(file.isStream).toBe(true);
      const reader = (await file.stream()).getReader();
      const first = new TextDecoder().decode((await reader.read()).value);
      expect(first).toMatch(/^chunk 0;/);
      expect(job.done()).toBe(false);
      let rest = "";
      for (let read = await reader.read(); !read.done; read = await reader.read()) rest += new TextDecoder().decode(read.value);
      expect(first + rest).toBe("chunk 0;chunk 1;chunk 2;chunk 3;");
    },
  );

  it.runIf(since(version, "5.0"))("that are still being made come as one stream of their segments (users.md row 42)", async () => {
    const client = await connected();
    const job = client.submit("/stream_tone", [4]);
    const { value } = await job[Symbol.asyncIterator]().next();
    const file = value as OutputFile;
    expect(file).toMatchObject({ isStream: true, name: "audio-stream.aac" });
    const path = await file.save(`${join(folder, "media")}/`);
    const recording = await readFile(path);
    // Each frame of packed audio begins so; 8,000 samples a second, 1024 a frame: four seconds are some 32, with what each segment adds.
    const frames = frameLengths(recording);
    expect(frames.reduce((sum, length) => sum + length, 0)).toBe(recording.length);
    expect(frames.length).toBeGreaterThan(30);
    expect(await file.bytes()).toEqual(new Uint8Array(recording));
    // As an input, it is what was recorded.
    expect(seen(await client.predict("/look_at", [file])).sha256).toBe(sha256(recording));
  });

  it.runIf(since(version, "5.0"))("that are films still being made come as one transport stream", async () => {
    const client = await connected();
    // The app writes what it makes of a film beside it.
    const source = join(folder, "red.mp4");
    await copyFile(fixture("red.mp4"), source);
    const output = (await client.predict("/stream_film", [source, 2])) as OutputFile | { readonly video: OutputFile };
    const video = "video" in output ? output.video : output;
    expect(video).toMatchObject({ isStream: true, name: "video-stream.ts" });
    const film = await readFile(await video.save(`${join(folder, "films")}/`));
    // Each packet has 188 bytes, and begins so.
    expect(film.length % 188).toBe(0);
    expect(film.length).toBeGreaterThan(188);
    for (let start = 0; start < film.length; start += 188) expect(film[start]).toBe(0x47);
  });
});

/** The lengths of the frames of packed audio (ADTS), as their heads tell them. */
function frameLengths(audio: Uint8Array): readonly number[] {
  const lengths: number[] = [];
  for (let start = 0; start < audio.length; ) {
    const [sync = 0, second = 0, , high = 0, middle = 0, low = 0] = audio.slice(start, start + 6);
    expect([sync, second & 0xf0]).toEqual([0xff, 0xf0]);
    const length = ((high & 3) << 11) | (middle << 3) | (low >> 5);
    lengths.push(length);
    start += length;
  }
  return lengths;
}
