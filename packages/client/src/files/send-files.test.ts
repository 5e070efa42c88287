import { once } from "node:events";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { CancelledError, UploadError } from "../errors.js";
import type { HttpOptions } from "../http/request-options.js";
import { testHttp } from "../testing/test-http.js";
import type { UploadProgress } from "./file-types.js";
import { handleFile } from "./handle-file.js";
import { openFile } from "./open-file.js";
import { sendFiles, type UploadContext, type UploadTarget } from "./send-files.js";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A real server on this machine, until the test has ended. */
async function serve(handler: Handler): Promise<URL> {
  const server = createServer(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface Sending extends UploadContext {
  readonly http?: Partial<HttpOptions>;
  readonly target?: Partial<UploadTarget>;
}

async function send(base: URL, sources: readonly Parameters<typeof handleFile>[], { http, target, ...context }: Sending = {}) {
  const files = await Promise.all(sources.map((source) => openFile(handleFile(...source))));
  const path = testHttp((url, init) => fetch(url, init), { base, knowsSignals: true, silenceTimeout: 2000, ...http });
  const received = await sendFiles(path, { prefix: "", maxFileSize: null, ...target }, files, context);
  return received.map((file) => file.path);
}

const failure = (sending: Promise<unknown>) =>
  sending.then(
    () => expect.unreachable("nothing failed"),
    (error: unknown) => error as UploadError,
  );

/** Gives pieces of 64 kB for as long as they are asked for, up to `count`. */
function source(count: number) {
  const cancel = vi.fn();
  const state = { given: 0 };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (state.given++ < count) controller.enqueue(new Uint8Array(65_536));
        else controller.close();
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
  return { stream, cancel, state };
}

describe("sendFiles", () => {
  afterEach(() => vi.restoreAllMocks());

  it("sends what any server reads as a form, and says how long it is where that is known", async () => {
    const heads: (string | undefined)[][] = [];
    const base = await serve(async (request, response) => {
      const body = await bodyOf(request);
      const { "content-type": type, "content-length": length, "transfer-encoding": transfer } = request.headers;
      heads.push([length, transfer, String(body.length)]);
      const form = await new Response(new Uint8Array(body), { headers: { "content-type": type ?? "" } }).formData();
      const files = form.getAll("files") as File[];
      response.end(JSON.stringify(await Promise.all(files.map(async (file) => `${file.name}|${file.type}|${await file.text()}`))));
    });
    const known = await send(base, [
      [new Blob(["one"]), { name: 'ü "1".txt' }],
      [new Uint8Array(), { name: "a\r\nb", type: "x/y\r\nz: 1" }],
    ]);
    expect(known).toEqual(['ü "1".txt|text/plain|one', "a\r\nb|application/octet-stream|"]);
    expect(heads[0]).toEqual([heads[0]?.[2], undefined, expect.stringMatching(/^\d+$/)]);
    expect(await send(base, [[new Blob(["two"]).stream(), { name: "s" }]])).toEqual(["s|application/octet-stream|two"]);
    expect(heads[1]?.slice(0, 2)).toEqual([undefined, "chunked"]);
  });

  it("reads no faster than the server does: no stream and no file is held in memory", async () => {
    let go = () => {};
    const base = await serve(async (request, response) => {
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      response.end(JSON.stringify([`${(await bodyOf(request)).length > 64 * 65_536}`]));
    });
    const { stream, state } = source(2000);
    const sending = send(base, [[stream, { name: "s" }]]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const before = state.given;
    await new Promise((resolve) => setTimeout(resolve, 200));
    // What the sockets hold, and no more.
    expect(state.given).toBe(before);
    expect(before).toBeLessThan(500);
    go();
    expect(await sending).toEqual(["true"]);
    expect(state.given).toBe(2001);
  });

  it("tells of bytes as they leave, now and then, and of the last ones once the server has them", async () => {
    const told: UploadProgress[] = [];
    let answered = false;
    const base = await serve(async (request, response) => {
      let read = 0;
      for await (const chunk of request) {
        read += (chunk as Buffer).length;
        if (read % (1 << 20) < 65_536) await new Promise((resolve) => setTimeout(resolve, 20));
      }
      answered = true;
      response.end('["a", "b"]');
    });
    const size = 30 << 20;
    await send(
      base,
      [
        [new Uint8Array(size), { name: "a" }],
        [source(3).stream, { name: "b" }],
      ],
      {
        onProgress: (progress) => {
          if (progress.loaded === size) expect(answered).toBe(true);
          told.push(progress);
        },
      },
    );
    const first = told.filter(({ name }) => name === "a");
    expect(first.length).toBeGreaterThan(2);
    expect(first.length).toBeLessThan(100);
    expect(first.every(({ total }) => total === size)).toBe(true);
    const loaded = first.map((progress) => progress.loaded);
    expect(loaded).toEqual([...new Set(loaded)].sort((a, b) => a - b));
    expect(told.slice(-2)).toEqual([
      { name: "a", loaded: size, total: size },
      { name: "b", loaded: 3 * 65_536, total: null },
    ]);
  });

  it.each<[string, Handler]>([
    ["no byte is taken", () => {}],
    ["no answer comes", async (request) => void (await bodyOf(request))],
  ])("fails where %s for the silence timeout, and lets go of what it read", async (_, handler) => {
    const { stream, cancel } = source(1000);
    const error = await failure(send(await serve(handler), [[stream, { name: "s.bin" }]], { http: { silenceTimeout: 300 } }));
    expect(error).toBeInstanceOf(UploadError);
    expect(error.message).toBe('The upload of "s.bin" failed: no byte moved for 300 ms.');
    if (_ === "no byte is taken") await vi.waitFor(() => expect(cancel).toHaveBeenCalled());
  });

  it("goes on for longer than the silence timeout as long as bytes move", async () => {
    const base = await serve(async (request, response) => {
      await bodyOf(request);
      response.end('["a"]');
    });
    let count = 0;
    const slow = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 60));
        if (count++ < 6) controller.enqueue(new Uint8Array(1));
        else controller.close();
      },
    });
    expect(await send(base, [[slow, { name: "s" }]], { http: { silenceTimeout: 200 } })).toEqual(["a"]);
  });

  it("fails where the connection is reset at half", async () => {
    const base = await serve((request) => request.once("data", () => request.socket.destroy()));
    const error = await failure(send(base, [[new Uint8Array(20 << 20), { name: "big.bin" }]]));
    expect(error).toBeInstanceOf(UploadError);
    expect(error).toMatchObject({ file: "big.bin", cause: { code: "CONNECTION_FAILED" } });
    expect(error.message).toMatch(/The upload of "big\.bin" failed: No answer from /);
  });

  it("begins again after a failure that may pass, but for a stream, which is read once", async () => {
    let attempts = 0;
    const base = await serve(async (request, response) => {
      if (++attempts % 2 === 1) return void request.once("data", () => request.socket.destroy());
      response.end(JSON.stringify([String((await bodyOf(request)).length > 5 << 20)]));
    });
    const http = { maxRetries: 1 };
    expect(await send(base, [[new Uint8Array(6 << 20), { name: "big.bin" }]], { http })).toEqual(["true"]);
    expect(attempts).toBe(2);
    const error = await failure(send(base, [[source(100).stream, { name: "s" }]], { http }));
    expect(error).toBeInstanceOf(UploadError);
    expect(error.message).toMatch(/No answer from/);
    expect(attempts).toBe(3);
  });

  it.each<[string, number, string, RegExp]>([
    [
      "too large",
      413,
      "File size exceeded maximum allowed size of 5 bytes.",
      /larger than the server takes.*exceeded maximum allowed size of 5/,
    ],
    ["too large, which a proxy said", 413, "<html>", /larger than the server takes/],
    ["not allowed", 401, '{"detail":"Not authenticated"}', /refused access \(401\): Not authenticated/],
    ["too much at once", 429, "{}", /Too many requests/],
    ["misnamed", 400, '{"detail":"Invalid file name: x"}', /400: Invalid file name: x/],
    ["unwelcome", 500, "Internal Server Error", /500: Internal Server Error/],
    ["answered with something else", 200, "[]", /does not say where/],
    ["answered with numbers", 200, "[5]", /does not say where/],
    ["answered with a page", 200, "<html>", /does not say where/],
  ])("fails where a file is %s", async (_, status, body, message) => {
    const base = await serve(async (request, response) => {
      await bodyOf(request);
      response.writeHead(status).end(body);
    });
    const error = await failure(send(base, [[new Blob(["x"]), { name: "x.txt" }]]));
    expect(error).toBeInstanceOf(UploadError);
    expect(error).toMatchObject({ status, file: "x.txt", retryable: false, message: expect.stringMatching(message) });
    expect(error.url).toBe(`${base.href}upload`);
  });

  it("names one of many, and all in `file`", async () => {
    const base = await serve((request, response) => void bodyOf(request).then(() => response.writeHead(500).end("{}")));
    const error = await failure(
      send(
        base,
        ["a", "b", "c"].map((name) => [new Blob(["x"]), { name }] as const),
      ),
    );
    expect(error.message).toMatch(/^The upload of 3 files \("a" …\) failed/);
    expect(error.file).toBe("a, b, c");
  });

  it("follows no redirect, and says so", async () => {
    let sentOn = 0;
    const other = await serve((_, response) => {
      sentOn++;
      response.end('["x"]');
    });
    const base = await serve((_, response) => response.writeHead(307, { location: other.href }).end());
    const error = await failure(send(base, [[new Blob(["x"]), { name: "x.txt" }]]));
    expect(error).toBeInstanceOf(UploadError);
    expect(error).toMatchObject({ status: 302, message: expect.stringMatching(/upload redirects; connect to where it leads/) });
    expect(sentOn).toBe(0);
  });

  it("ends by a signal, and lets go of the connection and of what it reads, however slow that is", async () => {
    let closed = false;
    const base = await serve((request) => void request.resume().once("close", () => (closed = true)));
    const cancel = vi.fn();
    const never = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(10)),
      pull: () => new Promise(() => {}),
      cancel,
    });
    const controller = new AbortController();
    const sending = failure(send(base, [[never, { name: "s" }]], { signal: controller.signal }));
    setTimeout(() => controller.abort("enough"), 100);
    const error = await sending;
    expect(error).toBeInstanceOf(CancelledError);
    expect(error.cause).toBe("enough");
    await vi.waitFor(() => expect([closed, cancel.mock.calls.length]).toEqual([true, 1]));
    await expect(send(base, [[new Blob(["x"])]], { signal: AbortSignal.abort() })).rejects.toThrow(CancelledError);
  });

  it("stops a stream that turns out larger than the app takes", async () => {
    const base = await serve((request) => void request.resume());
    const { stream, cancel, state } = source(1000);
    const error = await failure(send(base, [[stream, { name: "s.bin" }]], { target: { maxFileSize: 200_000 } }));
    expect(error).toBeInstanceOf(UploadError);
    expect(error.message).toMatch(/"s\.bin" has 262144 bytes or more; the app takes at most 200000/);
    expect([state.given, cancel.mock.calls.length]).toEqual([4, 1]);
  });

  it("fails where a stream gives something else than bytes, or breaks", async () => {
    const base = await serve((request) => void request.resume());
    const texts = new ReadableStream({ start: (controller) => controller.enqueue("text") });
    expect((await failure(send(base, [[texts as never, { name: "t" }]]))).message).toMatch(
      /"t" could not be read.*gave a string where bytes are due/,
    );
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("unplugged")) });
    const error = await failure(send(base, [[broken, { name: "b" }]]));
    expect(error).toMatchObject({ file: "b", cause: { message: "unplugged" }, message: '"b" could not be read to its end: unplugged.' });
  });

  it("fails where a file on disk changes while it is read", async () => {
    const folder = await mkdtemp(join(tmpdir(), "gradio-ts-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, "log.txt");
    await writeFile(path, Buffer.alloc(20 << 20));
    const base = await serve((request) => {
      request.once("data", () => {
        request.pause();
        void truncate(path, 10).then(() => request.resume());
      });
    });
    const error = await failure(send(base, [[path]]));
    expect(error).toBeInstanceOf(UploadError);
    expect(error.message).toBe('"log.txt" could not be read to its end: it changed on the disk meanwhile.');
  });

  it("sends Blobs where the runtime sends no streams of ours, as browsers do not", async () => {
    const forms: FormData[] = [];
    const files = await Promise.all(
      [handleFile(new Blob(["one"]), { name: "1.txt" }), handleFile(new Blob(["two"]).stream(), { name: "2" })].map(openFile),
    );
    vi.stubGlobal("process", undefined);
    onTestFinished(() => void vi.unstubAllGlobals());
    const http = testHttp(async (_, { body } = {}) => {
      forms.push(body as FormData);
      return Response.json(["a", "b"]);
    });
    const told: UploadProgress[] = [];
    const context = { onProgress: (progress: UploadProgress) => told.push(progress) };
    expect(await sendFiles(http, { prefix: "", maxFileSize: null }, files, context)).toEqual([
      { path: "a", size: 3 },
      { path: "b", size: 3 },
    ]);
    const sent = forms[0]?.getAll("files") as File[];
    expect(await Promise.all(sent.map(async (file) => [file.name, file.type, await file.text()]))).toEqual([
      ["1.txt", "text/plain", "one"],
      ["2", "", "two"],
    ]);
    expect(told[0]).toEqual({ name: "1.txt", loaded: 3, total: 3 });
    await expect(sendFiles(http, { prefix: "", maxFileSize: 2 }, files.slice(0, 1), {})).rejects.toThrow(/takes at most 2/);
  });
});
