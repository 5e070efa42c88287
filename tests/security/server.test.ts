import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { file, json, Server, text } from "@gradio-ts/server";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";

const NESTED = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
const FORM = "multipart/form-data; boundary=b";

let app: Server;
let port: number;
let told: string[];

beforeEach(async () => {
  told = [];
  const logger = { debug() {}, info() {}, warn() {}, error: (message: string) => told.push(message) };
  app = new Server({ logger, title: "</title><script>alert(1)</script>", maxFileSize: 1_000_000 })
    .api("/echo", { inputs: { value: json() }, output: json() })
    .handle(({ value }) => value)
    .api("/constructor", { inputs: { constructor: json(), toString: text(), ["__proto__"]: json() }, output: json() })
    .handle((inputs) => Object.entries(inputs))
    .api("/__proto__", { output: text() })
    .handle(() => "an endpoint")
    .api("/name", { inputs: { given: file() }, output: text() })
    .handle(({ given }) => given.name) as unknown as Server;
  ({ port } = await app.listen({ port: 0 }));
});

afterEach(async () => {
  // Whatever was sent, the app lives and answers.
  expect(await (await post("/run/echo", '{"data":["still there"]}')).json()).toMatchObject({ data: ["still there"] });
  await app.close();
});

const post = (path: string, body: string, type = "application/json") =>
  fetch(`http://127.0.0.1:${port}/gradio_api${path}`, { method: "POST", headers: { "content-type": type, connection: "close" }, body });

/** What a socket gets back for these bytes, until it is closed. */
function raw(bytes: string, to = port): Promise<string> {
  return new Promise((resolve, reject) => {
    let got = "";
    connect(to, "127.0.0.1")
      .on("data", (chunk) => {
        got += chunk;
      })
      .on("error", reject)
      .on("close", () => resolve(got))
      .write(bytes);
  });
}

describe("JSON nested deeper than any stack", () => {
  it.each([
    ["/queue/join", `{"data":[${NESTED}],"fn_index":0,"session_hash":"s"}`],
    ["/queue/join", `{"data":[],"fn_index":${NESTED},"session_hash":"s"}`],
    ["/run/echo", `{"data":[${NESTED}]}`],
    ["/call/echo", `{"data":[${NESTED}]}`],
    ["/call/v2/echo", `{"value":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}`],
    ["/reset", NESTED],
  ])("is refused by %s before any handler sees it", async (path, body) => {
    const answer = await post(path, body);
    expect([answer.status, await answer.json()]).toEqual([400, { detail: "The request body is nested deeper than 1000 levels." }]);
    expect(told).toEqual([]);
  });
});

describe("names that every object has", () => {
  it("are endpoints, parameters and keys like any other", async () => {
    const body = '{"constructor":{"__proto__":{"polluted":1}},"toString":"t","__proto__":{"polluted":1}}';
    const { event_id } = await (await post("/call/v2/constructor", body)).json();
    const stream = await (await fetch(`http://127.0.0.1:${port}/gradio_api/call/constructor/${event_id}`)).text();
    expect(stream).toContain('data: [[["constructor",{"__proto__":{"polluted":1}}],["toString","t"],["__proto__",{"polluted":1}]]]');
    expect(await (await post("/run/__proto__", '{"data":[]}')).json()).toMatchObject({ data: ["an endpoint"] });
    for (const name of ["toString", "hasOwnProperty", "valueOf"]) expect((await post(`/run/${name}`, '{"data":[]}')).status).toBe(404);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it("are no numbers", async () => {
    for (const fn_index of ['{"toString":1,"valueOf":1}', '"constructor"', '"__proto__"', "[0]"]) {
      const answer = await post("/queue/join", `{"data":[],"fn_index":${fn_index},"session_hash":"s"}`);
      expect([fn_index, answer.status]).toEqual([fn_index, 422]);
    }
    expect(told).toEqual([]);
  });
});

it("a session's hash of megabytes is refused: it would be kept for an hour", async () => {
  for (const path of ["/queue/join", "/run/echo", "/call/echo", "/cancel"]) {
    const body = JSON.stringify({ data: [1], fn_index: 0, event_id: "e", session_hash: "s".repeat(5_000_000) });
    expect([path, (await post(path, body)).status]).toEqual([path, 422]);
  }
});

describe("a body", () => {
  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=b",
    "text/json",
    "",
  ])("that another site's form can send (%s) calls nothing", async (type) => {
    for (const path of ["/queue/join", "/run/echo", "/call/echo", "/call/v2/echo", "/cancel", "/reset"])
      expect([path, (await post(path, '{"data":[1],"fn_index":0,"session_hash":"s"}', type)).status]).toEqual([path, 422]);
  });

  it("that is packed is not unpacked", async () => {
    const answer = await app.fetch("http://app/gradio_api/run/echo", {
      method: "POST",
      headers: { "content-type": "application/json", "content-encoding": "gzip" },
      body: new Uint8Array([0x1f, 0x8b, 8, 0]),
    });
    expect(answer.status).toBe(422);
  });
});

describe("a form", () => {
  const part = (head: string, content = "hi") => `--b\r\n${head}\r\n\r\n${content}\r\n`;
  const named = (name: string) => part(`content-disposition: form-data; name="files"; filename="${name}"`);
  it.each([
    ["without its last boundary", named("a.txt")],
    ["with a part without a head", `${part("")}--b--\r\n`],
    ["with a head of megabytes", `${named("a".repeat(2_000_000))}--b--\r\n`],
    ["with a name that is no encoding", `${part("content-disposition: form-data; name=\"files\"; filename*=UTF-8''%zz")}--b--\r\n`],
    ["of more than a thousand files", `${named("a.txt").repeat(1_001)}--b--\r\n`],
    ["that is none", "x".repeat(100_000)],
  ])(
    "%s is refused, and nothing of it is kept",
    async (_, body) => {
      const answer = await app.fetch("http://app/gradio_api/upload", { method: "POST", headers: { "content-type": FORM }, body });
      expect(answer.status).toBe(400);
      expect(told).toEqual([]);
    },
    30_000,
  );

  it.each([
    "../../etc/passwd",
    "..\\..\\passwd",
    "/etc/passwd",
    "..",
    ".",
    "a/../../passwd",
    "C:passwd",
    "%2e%2e%2fpasswd",
  ])("whose file is called %s keeps it in a folder of its own", async (name) => {
    const [path = ""] = await (await post("/upload", `${named(name)}--b--\r\n`, FORM)).json();
    expect(path).toMatch(/^\/.*\/gradio-ts-[^/]+\/[0-9a-f]{64}\/[^/]+$/);
    expect(path.split("/")).not.toContain("..");
  });
});

describe("a path after file=", () => {
  it.each([
    "/etc/passwd",
    "//etc/passwd",
    "%2Fetc%2Fpasswd",
    "..%2F..%2Fetc%2Fpasswd",
    "/proc/self/environ",
    "/dev/zero",
    "file:///etc/passwd",
    "%00",
    "/etc/passwd%00.txt",
    "%C0%AE%C0%AE",
    "http://127.0.0.1/",
    "http://[::7f00:1]/",
    "http://2130706433/",
    "http://0x7f.1/",
    `${process.cwd()}/package.json`,
  ])("%s is refused", async (path) => {
    const answer = await fetch(`http://127.0.0.1:${port}/gradio_api/file=${path}`);
    expect([answer.status, (await answer.json()).detail]).toEqual([403, expect.stringMatching(/^File not allowed/)]);
  });

  it.each(["../../etc/passwd", "../config", "%2e%2e/config"])("%s leads to no other route", async (path) => {
    // By hand: `fetch` would resolve it.
    const status = await new Promise((resolve, reject) => {
      request({ port, path: `/gradio_api/file=/x/${path}`, agent: false }, (answer) => resolve(answer.resume().statusCode))
        .on("error", reject)
        .end();
    });
    expect([403, 404]).toContain(status);
  });
});

describe("a request that two servers could read in two ways", () => {
  it.each([
    ["with two lengths", "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"],
    ["with a length and chunks", "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["with a length that is no number", "Content-Length: 0x2\r\n\r\n{}"],
    ["with a header split by a bare CR", "X: a\rContent-Length: 2\r\n\r\n{}"],
  ])("%s is refused, and its connection closed", async (_, rest) => {
    expect(await raw(`POST /gradio_api/reset HTTP/1.1\r\nHost: app\r\n${rest}`)).toMatch(/^HTTP\/1.1 400 /);
  });

  it.each([
    "a b",
    "evil.example/x?",
    "user:secret@evil.example",
    "[",
    "$(id)",
    "`id`",
    "a;id",
  ])("of the host %j is refused", async (host) => {
    expect(await raw(`GET /config HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /);
  });
});

it("a text of the author's is text on the page, not markup", async () => {
  const page = await (await fetch(`http://127.0.0.1:${port}/`)).text();
  expect(page).toContain("&lt;/title&gt;&lt;script&gt;");
  expect(page).not.toContain("<script>");
});

it("an upload to a server that has closed is refused, and makes no folder", async () => {
  const closed = new Server();
  await closed.close();
  const body = '--b\r\ncontent-disposition: form-data; name="files"; filename="a"\r\n\r\nhi\r\n--b--\r\n';
  const answer = await closed.fetch("http://app/gradio_api/upload", { method: "POST", headers: { "content-type": FORM }, body });
  expect([answer.status, await answer.json()]).toEqual([503, { detail: "Queue is stopped." }]);
});

it("a server that closes while files arrive ends them, and leaves no folder", async () => {
  const folder = mkdtempSync(join(tmpdir(), "closing-"));
  vi.stubEnv("TMPDIR", folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  const server = new Server();
  const part = (name: string) =>
    new TextEncoder().encode(`--b\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\nhi\r\n`);
  let sent = 0;
  let enough = () => {};
  const arrived = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(part(`${++sent}.txt`));
      if (sent === 50) enough();
    },
  });
  const init = { method: "POST", headers: { "content-type": FORM }, body, duplex: "half" };
  const upload = server.fetch("http://app/gradio_api/upload", init);
  await arrived;
  expect(readdirSync(folder)).toHaveLength(1);
  await server.close();
  expect((await upload).status).toBe(503);
  expect(readdirSync(folder)).toEqual([]);
});

describe("a locked app", () => {
  it.each([
    ...[
      "/config",
      "/config/",
      "//config",
      "/./config",
      "/%63onfig",
      "/login/../config",
      "/login/..%2fconfig",
      "/theme.css/../config",
      "/config;/login",
    ],
    ...[
      "info",
      "openapi.json",
      "heartbeat/../info",
      "mcp/",
      "mcp/schema",
      "file=/etc/passwd",
      "queue/data?session_hash=x",
      "call/add/x",
    ].map((path) => `/gradio_api/${path}`),
  ])("shows nothing of itself at %s to those who have not logged in", async (path) => {
    const locked = new Server({ auth: [["ada", "swordfish"]], mcp: true, title: "secret" }).api("/add", {}).handle(() => {});
    onTestFinished(() => locked.close());
    const door = await locked.listen({ port: 0 });
    for (const method of ["GET", "HEAD", "OPTIONS", "POST"]) {
      const answer = await raw(`${method} ${path} HTTP/1.1\r\nHost: app\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, door.port);
      expect([method, answer.slice(0, 12)]).toEqual([method, expect.stringMatching(/ 40[14]$/)]);
    }
  });
});
