import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { Client, type OutputFile } from "@gradio-ts/client";
import { afterEach, describe, expect, it } from "vitest";
import { completed } from "../together/scripted-server.js";
import { type Answer, endless, startHostile } from "./hostile-server.js";

let close = (): void => {};
afterEach(() => close());

async function serve(routes: Readonly<Record<string, Answer>>): Promise<string> {
  const server = await startHostile(routes);
  ({ close } = server);
  return server.url;
}

/** Few bytes that become many. */
function bomb(megabytes: number, encoding: "gzip" | "br"): Answer {
  const bytes = Buffer.alloc(megabytes << 20, " ");
  const packed =
    encoding === "gzip" ? gzipSync(bytes, { level: 1 }) : brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
  return (response) => void response.writeHead(200, { "content-type": "application/json", "content-encoding": encoding }).end(packed);
}

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail("resolved"),
    (error: unknown) => error,
  );

describe("an answer without end", { timeout: 60_000 }, () => {
  it.each<[string, Answer]>([
    ["as it is", endless()],
    ["packed by gzip", bomb(33, "gzip")],
    ["packed by brotli", bomb(33, "br")],
  ])("of /config, %s, ends connecting", async (_, answer) => {
    const error = await caught(Client.connect(await serve({ "/config": answer })));
    expect(error).toMatchObject({ code: "PROTOCOL", message: expect.stringContaining("more than 32 MB") });
  });

  it("of /info leaves the config alone to go by", async () => {
    const client = await Client.connect(await serve({ "/gradio_api/info": endless() }));
    expect(Object.keys(client.viewApi().namedEndpoints)).toContain("/echo");
    await client.close();
  });

  it("with an error status is that error", async () => {
    const error = await caught(Client.connect(await serve({ "/config": endless(500, { "content-type": "text/plain" }) })));
    expect(error).toMatchObject({ code: "HTTP", status: 500, message: `The server answered 500: ${"[".repeat(500)}` });
  });

  it("to a join ends the job, to an upload the upload", async () => {
    const client = await Client.connect(await serve({ "/gradio_api/queue/join": endless(), "/gradio_api/upload": endless() }));
    expect(await caught(client.predict("/echo", ["x"]))).toMatchObject({ code: "PROTOCOL" });
    expect(await caught(client.upload(new Blob(["x"])))).toMatchObject({
      code: "UPLOAD_FAILED",
      message: expect.stringContaining("32 MB"),
    });
    await client.close();
  });

  it("to a direct run, which may be as long as a message, ends the job", async () => {
    const client = await Client.connect(await serve({ "/gradio_api/run/predict": bomb(257, "gzip") }));
    expect(await caught(client.predict("/direct", ["x"]))).toMatchObject({ code: "PROTOCOL", message: expect.stringContaining("256 MB") });
    await client.close();
  });

  it("of a redirect ends after five", async () => {
    let asked = 0;
    const loop: Answer = (response) => void response.writeHead(302, { location: `/config?${asked++}` }).end();
    expect(await caught(Client.connect(await serve({ "/config": loop })))).toMatchObject({ code: "HTTP", status: 302 });
    expect(asked).toBe(6);
  });
});

describe("a file", { timeout: 60_000 }, () => {
  /** The file that `/echo` gives, whose bytes are what `answer` says. */
  async function fileOf(answer: Answer): Promise<{ readonly file: OutputFile; readonly client: Client }> {
    const output = { path: "/x", size: 5, meta: { _type: "gradio.FileData" } };
    const events: Answer = (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(`data: ${JSON.stringify(completed("e1", output))}\n\ndata: {"msg":"close_stream"}\n\n`);
    };
    const client = await Client.connect(await serve({ "/gradio_api/queue/data": events, "/gradio_api/file=/x": answer }));
    return { file: (await client.predict("/echo", ["x"])) as OutputFile, client };
  }

  it.each<[string, Answer]>([
    ["without end", endless()],
    ["packed, counted unpacked", bomb(20, "gzip")],
    ["that is longer than the server said", bomb(20, "br")],
  ])("%s is read as far as maxBytes, and no further", async (_, answer) => {
    const { file, client } = await fileOf(answer);
    expect(file.size).toBe(5);
    for (const read of [() => file.bytes({ maxBytes: 1_000_000 }), () => file.text({ maxBytes: 5 })])
      expect(await caught(read())).toMatchObject({
        code: "DOWNLOAD_FAILED",
        message: expect.stringMatching(/has more than (1000000|5) bytes/),
      });
    await client.close();
  });

  it("without end is read until the caller's signal, where no maxBytes is given", async () => {
    const { file, client } = await fileOf(endless());
    const controller = new AbortController();
    let read = 0;
    const reading = (async () => {
      for await (const chunk of await file.stream({ signal: controller.signal })) {
        read += chunk.length;
        if (read > 10_000_000) controller.abort();
      }
    })();
    expect(await caught(reading)).toMatchObject({ code: "CANCELLED" });
    await client.close();
  });

  it.each<[string, Answer]>([
    ["shorter", (response) => void response.writeHead(200, { "content-length": "10" }).write("123", () => response.destroy())],
    ["of no length at all", (response) => response.destroy()],
  ])("%s than was promised is no file", async (_, answer) => {
    const { file, client } = await fileOf(answer);
    expect(await caught(file.bytes())).toMatchObject({ code: "DOWNLOAD_FAILED" });
    await client.close();
  });
});
