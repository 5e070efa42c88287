import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect as connectSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, handleFile, type OutputFile, UploadError } from "@gradio-ts/client";
import {
  type AppTypesOf,
  audio,
  chat,
  type FileStore,
  file,
  files,
  image,
  number,
  Server,
  type ServerOptions,
  text,
  type UploadedFile,
} from "@gradio-ts/server";
import { afterAll, afterEach, describe, expect, it } from "vitest";

/** A busy machine takes its time. */
const PATIENT = { timeout: 10_000 };
const folder = mkdtempSync(join(tmpdir(), "server-files-"));
const open: { close(options?: { drain: number }): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close({ drain: 0 });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** An app whose endpoints take and give files of every kind. */
function app(options: ServerOptions = {}) {
  const server = new Server({ showErrors: true, ...options })
    .api("/same", { inputs: { f: file() }, output: file() })
    .handle(({ f }) => f)
    .api("/look", { inputs: { f: file({ default: null }) }, output: text() })
    .handle(async ({ f }) =>
      f === null
        ? "none"
        : `${f.name} ${f.type} ${f.size} ${f.path === undefined ? "no disk" : existsSync(f.path)} ${(await f.text()).slice(0, 20)}`,
    )
    .api("/join", { inputs: { all: files() }, output: file() })
    .handle(async ({ all }) => new Blob(await Promise.all(all.map((one) => one.blob())), { type: "text/plain" }))
    .api("/split", { inputs: { f: file() }, output: files() })
    .handle(async ({ f }) => (await f.text()).split(" ").map((word) => handleFile(new TextEncoder().encode(word), { name: `${word}.txt` })))
    .api("/picture", { inputs: { i: image() }, output: image() })
    .handle(({ i }) => i)
    .api("/sound", { inputs: { a: audio({ accept: [".wav"] }) }, output: text() })
    .handle(({ a }) => a.name)
    .api("/chat", { inputs: { said: chat() }, output: chat() })
    .handle(async ({ said }) => {
      const part = said.at(-1)?.content.find(({ type }) => type === "file") as { readonly file: UploadedFile };
      return [
        ...said,
        {
          role: "assistant",
          content: [
            { type: "text", text: await part.file.text() },
            { type: "file", file: part.file },
          ],
        },
      ];
    })
    .api("/frames", { inputs: { n: number() }, output: image() })
    .handle(async function* ({ n }) {
      const same = handleFile(new Blob(["same"]), { name: "same.png" });
      for (let i = 0; i < n; i++) yield i % 2 === 0 ? same : handleFile(new TextEncoder().encode(`frame ${i}`), { name: `${i}.png` });
    })
    .api("/give", { inputs: { what: text() }, output: file() })
    .handle(({ what }) => (what.startsWith("raw ") ? (what.slice(4) as never) : handleFile(what)));
  open.push(server);
  return server;
}

async function connected<S extends Listening>(server: S) {
  const { url } = await server.listen({ port: 0 });
  const client = await Client.connect<AppTypesOf<S>>(url);
  open.push(client);
  /** For what TypeScript would refuse. */
  const anything = client as unknown as Client;
  return { client, anything, url };
}

interface Listening {
  listen(options: { readonly port: number }): Promise<{ readonly url: string }>;
}

const named = (name: string, content: string) => handleFile(new TextEncoder().encode(content), { name });

describe("files between our client and our server", () => {
  it("S169, S170, S171: a file comes back as it was sent, whatever it is called", async () => {
    const { client, url } = await connected(app());
    for (const name of ["a.txt", "b c.txt", "ü # %41 & 日本.txt", "100%.bin"]) {
      const content = new TextEncoder().encode(`content of ${name}`);
      const given = await client.predict("/same", { f: handleFile(content, { name }) });
      // Under this name the client would save it: never as one that is hidden.
      expect([given?.name, given?.size]).toEqual([name.replace(/^\./, "_"), content.length]);
      expect(await given?.bytes()).toEqual(content);
      const data = given?.toJSON() ?? {};
      const { orig_name: called, path } = data as { readonly orig_name: string; readonly path: string };
      expect([called, path.split("/").at(-1)]).toEqual([name, name]);
      expect(Object.keys(data).sort()).toEqual(["is_stream", "meta", "mime_type", "orig_name", "path", "size", "url"]);
      // npm's client fetches this very text.
      const own = (data as { url: string }).url;
      expect(own.startsWith(`${url}/gradio_api/file=`)).toBe(true);
      expect(new Uint8Array(await (await fetch(own)).arrayBuffer())).toEqual(content);
    }
  });

  it("S174: handlers get files and give them: one, several, none, inside a chat", async () => {
    const { client } = await connected(app());
    const one = named("one.txt", "one");
    expect(await client.predict("/look", { f: one })).toBe("one.txt text/plain 3 true one");
    expect(await client.predict("/look", { f: null })).toBe("none");
    expect(await client.predict("/look", { f: handleFile(new Blob(["x"], { type: "text/csv" }), { name: "noext" }) })).toBe(
      "noext text/csv 1 true x",
    );
    const joined = await client.predict("/join", { all: [one, new Blob(["two"])] });
    expect([joined?.name, await joined?.text()]).toEqual(["file.txt", "onetwo"]);
    const split = await client.predict("/split", { f: named("ab", "a b") });
    expect(await Promise.all(split.map(async (word) => [word.name, await word.text()]))).toEqual([
      ["a.txt", "a"],
      ["b.txt", "b"],
    ]);
    const content = [
      { type: "text", text: "read" },
      { type: "file", file: one },
    ] as const;
    const [asked, answered] = await client.predict("/chat", { said: [{ role: "user", content }] });
    expect(answered?.content[0]).toEqual({ type: "text", text: "one" });
    for (const message of [asked, answered]) {
      const part = message?.content[1] as { readonly file: OutputFile };
      expect(await part.file.text()).toBe("one");
    }
  });

  it("S174: a file of another app is streamed across, to an app and by a handler", async () => {
    const { client: first } = await connected(app());
    const { client } = await connected(app());
    const there = await first.predict("/same", { f: named("x.txt", "across") });
    expect(await client.predict("/look", { f: there })).toBe("x.txt text/plain 6 true across");
    const passing = new Server().api("/pass", { output: file() }).handle(() => there);
    open.push(passing);
    const { client: third } = await connected(passing);
    expect(await (await third.predict("/pass"))?.text()).toBe("across");
  });

  it("S105: a generator's files are right at every step, and what is given again is kept once", async () => {
    const { client } = await connected(app());
    const frames: (OutputFile | null)[] = [];
    for await (const frame of client.submit("/frames", { n: 6 })) frames.push(frame);
    expect(frames.map((frame) => frame?.name)).toEqual(["same.png", "1.png", "same.png", "3.png", "same.png", "5.png"]);
    expect(await Promise.all(frames.map((frame) => frame?.text()))).toEqual(["same", "frame 1", "same", "frame 3", "same", "frame 5"]);
    expect(readdirSync(join(frames[0]?.path ?? "", "..", ".."))).toHaveLength(4);
  });

  it("what a field does not accept fails the call, naming the file and what is taken", async () => {
    const { client, anything } = await connected(app());
    const txt = named("x.txt", "x");
    await expect(client.predict("/picture", { i: txt })).rejects.toThrow('i: "x.txt" is none of the files that are taken: image.');
    await expect(client.predict("/sound", { a: named("x.mp3", "x") })).rejects.toThrow(".wav");
    expect(await client.predict("/sound", { a: named("x.WAV", "x") })).toBe("x.WAV");
    await expect(anything.predict("/same", [null])).rejects.toThrow("f: a value is required, not null.");
  });

  it("S172: an input's path is one that was uploaded or given before; any other fails the call", async () => {
    const { client, anything } = await connected(app());
    const meta = { _type: "gradio.FileData" } as const;
    writeFileSync(join(folder, "secret.txt"), "secret");
    for (const path of ["/etc/passwd", join(folder, "secret.txt"), "package.json", "../x", "", "\0", "file:///etc/passwd"]) {
      await expect(client.predict("/look", { f: { path, meta } }), path).rejects.toThrow(
        `Cannot move ${path} to the gradio cache dir because it was not uploaded by a user.`,
      );
    }
    const { path } = await client.upload(named("m.txt", "mine"));
    expect(await client.predict("/look", { f: { path, meta } })).toMatch(/mine$/);
    for (const near of [`${path}/../m.txt`, `${path}/.`, path.replace("/m.txt", ""), `/${path}`]) {
      await expect(client.predict("/look", { f: { path: near, meta } }), near).rejects.toThrow("was not uploaded");
    }
    await expect(anything.predict("/look", [{ path }])).rejects.toThrow("a file is required");
  });

  it("S173: an input that is a URL of this machine or its neighbours fails the call", async () => {
    const { client, url } = await connected(app());
    const meta = { _type: "gradio.FileData" } as const;
    for (const path of [
      `${url}/config`,
      "http://localhost/x",
      "http://169.254.169.254/latest",
      "http://[::1]/",
      "http://2130706433/",
      "http://0177.1/",
    ]) {
      await expect(client.predict("/look", { f: { path, meta } }), path).rejects.toThrow(
        `Hostname ${new URL(path).hostname} failed validation`,
      );
    }
  });

  it("S174: a path that a handler gives lies in a directory that is allowed; a bare string is no file", async () => {
    writeFileSync(join(folder, "out.txt"), "made");
    const { client } = await connected(app());
    const made = await client.predict("/give", { what: join(folder, "out.txt") });
    expect(await made?.text()).toBe("made");
    expect(made?.path).not.toContain(folder);
    await expect(client.predict("/give", { what: "/etc/passwd" })).rejects.toThrow("allowedPaths");
    await expect(client.predict("/give", { what: join(folder, "missing.txt") })).rejects.toThrow("is not there");
    await expect(client.predict("/give", { what: folder })).rejects.toThrow("is not there");
    await expect(client.predict("/give", { what: `raw ${join(folder, "out.txt")}` })).rejects.toThrow("is no file: give handleFile(path)");
    await expect(client.predict("/give", { what: "http://127.0.0.1:1/x" })).rejects.toThrow("failed validation");
  });

  it("S162: one that is too large is refused before it is sent, or while it is", async () => {
    const { client, url } = await connected(app({ maxFileSize: 1_000 }));
    await expect(client.upload(new Blob([new Uint8Array(1_001)]))).rejects.toThrow(UploadError);
    expect(await client.predict("/look", { f: new Blob(["x".repeat(1_000)]) })).toContain(" 1000 ");
    const form = new FormData();
    form.append("files", new Blob([new Uint8Array(30_000_000)]), "big.bin");
    const answer = await fetch(`${url}/gradio_api/upload`, { method: "POST", body: form });
    expect([answer.status, await answer.text()]).toEqual([413, "File size exceeded maximum allowed size of 1000 bytes."]);
  });

  it("S163: the progress of an upload that a client watches adds up", async () => {
    const { client } = await connected(app());
    const seen: number[] = [];
    await client.upload(handleFile(new Uint8Array(3_000_000), { name: "x.bin" }), { onProgress: ({ loaded }) => seen.push(loaded) });
    expect(seen.at(-1)).toBe(3_000_000);
    expect([...seen].sort((one, other) => one - other)).toEqual(seen);
  });

  it("S175: a store of one's own holds uploads and outputs behind the same paths", async () => {
    const kept = new Map<string, Uint8Array>();
    const store: FileStore = {
      async put(key, content) {
        const bytes = new Uint8Array(await new Response(content).arrayBuffer());
        kept.set(key, bytes);
        return { size: bytes.length };
      },
      async get(key) {
        const bytes = kept.get(key);
        return bytes && { content: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(), size: bytes.length, type: "text/plain" };
      },
      delete: async (key) => void kept.delete(key),
    };
    const server = app({ fileStore: store });
    const { client, url } = await connected(server);
    expect(await client.predict("/look", { f: named("s.txt", "stored") })).toBe("s.txt text/plain 6 no disk stored");
    const same = await client.predict("/same", { f: named("s.txt", "stored") });
    if (same === null) throw new Error("no file came back");
    expect(same.path).toMatch(/^[0-9a-f]{64}\/s\.txt$/);
    expect([...kept.keys()]).toContain(same.path);
    expect(await same.text()).toBe("stored");
    const part = await fetch(same.url, { headers: { range: "bytes=2-4" } });
    expect([part.status, part.headers.get("content-length"), await part.text()]).toEqual([206, "3", "ore"]);
    expect((await fetch(same.url, { method: "HEAD" })).headers.get("content-length")).toBe("6");
    expect((await fetch(`${url}/gradio_api/file=${same.path}x`)).status).toBe(403);
    await server.close();
    expect(kept.size).toBe(0);
  });

  it("S176: an upload that is given up leaves nothing", async () => {
    const server = app();
    const { client, url } = await connected(server);
    const { path } = await client.upload(new Blob(["first"]));
    const directory = join(path, "..", "..");
    const { hostname, port } = new URL(url);
    const socket = connectSocket(Number(port), hostname);
    const head =
      "POST /gradio_api/upload HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 10000000\r\n\r\n";
    socket.write(`${head}--b\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\n${"x".repeat(1_000_000)}`);
    await expect.poll(() => readdirSync(directory).length, PATIENT).toBe(2);
    socket.destroy();
    await expect.poll(() => readdirSync(directory).length, PATIENT).toBe(1);
    expect(await client.predict("/look", { f: new Blob(["still here"]) })).toContain("still here");
  });
});
