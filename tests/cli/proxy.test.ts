import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import WebSocket, { WebSocketServer } from "ws";
import { ServedPage } from "./served-page.js";

const MB = 1024 * 1024;
const SECRETS = ["s3cret-header", "pa55word", "app-cookie-value", "later-cookie-value", "socket-cookie-value"];

/** An app as far as a client has to know it to connect, behind a login and a header. */
const CONFIG = { version: "6.31.0", protocol: "sse_v3", api_prefix: "/gradio_api", components: [], dependencies: [], title: "Locked" };

type Route = (request: IncomingMessage, response: ServerResponse) => void;

/** What the app was asked since the page was opened. */
let asked: IncomingMessage[] = [];
let sent = 0;
let gone: string[] = [];
let route: Route = (_, response) => response.end();

const app = createServer((request, response) => {
  asked.push(request);
  response.on("close", () => response.writableFinished || gone.push(request.url ?? ""));
  const { pathname } = new URL(request.url ?? "", "http://app");
  const json = (body: unknown, headers = {}) =>
    response.writeHead(200, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  if (pathname === "/login") return void json({ success: true }, { "set-cookie": "access-token=app-cookie-value; HttpOnly; Path=/" });
  if (!request.headers.cookie?.includes("app-cookie-value")) return void response.writeHead(401).end('{"detail":"Not authenticated"}');
  if (pathname === "/config") return void json({ ...CONFIG, root: `http://${request.headers.host}` });
  if (pathname === "/gradio_api/info") return void json({ named_endpoints: {}, unnamed_endpoints: {} });
  route(request, response);
});
const sockets = new WebSocketServer({ server: app, path: "/queue/join" });
let url = "";
let folder = "";
let page: ServedPage;

beforeAll(async () => {
  await once(app.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  sockets.on("headers", (headers) => headers.push("set-cookie: socket=socket-cookie-value"));
  sockets.on("connection", (socket, request) => {
    asked.push(request);
    socket.on("message", (data) => socket.send(`heard ${String(data)}`));
  });
  folder = await mkdtemp(join(tmpdir(), "gradio-ts-proxy-"));
  // This one reads what passes: no other does more with it.
  page = new ServedPage(["record", url, "-H", "x-key: s3cret-header"], { env: { GRADIO_AUTH: "ada:pa55word" }, cwd: folder });
  await page.open();
});
beforeEach(() => {
  asked = [];
  gone = [];
  sent = 0;
});
afterEach(() => {
  route = (_, response) => response.end();
});
afterAll(async () => {
  await page.stop();
  await rm(folder, { recursive: true });
  sockets.close();
  app.closeAllConnections();
  app.close();
});

/** Opens a socket; what came of it. */
async function knock(headers: Record<string, string | undefined>): Promise<"open" | number> {
  const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<string, string>;
  const socket = new WebSocket(`${page.origin.replace("http", "ws")}/queue/join`, { headers: given });
  socket.on("error", () => {});
  const refused = once(socket, "unexpected-response").then(([, answer]) => (answer as IncomingMessage).statusCode ?? 0);
  const result = await Promise.race([once(socket, "open").then(() => "open" as const), refused]);
  socket.terminate();
  return result;
}

const UNWELCOME = [
  ["without the key", { cookie: "" }],
  ["with a wrong key", { cookie: "gradio-ts-1=x" }],
  ["under another name of this machine", { host: "rebound.example" }],
  ["from another site", { origin: "https://evil.example" }],
  ["from a page without an origin", { origin: "null" }],
  ["by a link of another site", { origin: undefined, "sec-fetch-site": "cross-site" }],
  ["by another port's page", { origin: undefined, "sec-fetch-site": "same-site" }],
] as const;

describe("Whoever asks the proxy", () => {
  it.each(UNWELCOME)("%s gets nothing, and the app hears of nothing", async (_, headers) => {
    for (const [method, path] of [
      ["GET", "/"],
      ["GET", "/config"],
      ["POST", "/gradio_api/queue/join"],
      ["POST", "/login"],
    ] as const) {
      const { status, body } = await page.ask(path, { method, headers });
      expect([status, body]).toEqual([403, "Open the address that gradio-ts has printed.\n"]);
    }
    expect(await knock({ ...page.headers, ...headers })).toBe(403);
    expect(asked).toEqual([]);
  });

  it("at an address that is nearly the right one gets nothing", async () => {
    const { pathname } = new URL(page.entry);
    for (const path of [pathname.replace(/.\/$/, "!/"), `${pathname}config`, "/"])
      expect((await page.ask(path, { headers: { cookie: "" } })).status).toBe(403);
    expect((await page.ask(pathname, { headers: { cookie: "", host: "rebound.example" } })).status).toBe(403);
    expect(asked).toEqual([]);
  });

  it("as its own page gets through, by requests and by a socket", async () => {
    expect((await page.ask("/config")).status).toBe(200);
    expect(await knock(page.headers)).toBe("open");
  });
});

describe("The secrets of an app", () => {
  it("go to the app with every request, and to the page in no answer", async () => {
    route = (request, response) => {
      response.writeHead(request.url === "/away" ? 302 : 200, {
        "content-type": "text/html",
        "set-cookie": ["route=later-cookie-value; Path=/"],
        "www-authenticate": "Basic",
        ...(request.url === "/away" && { location: `${url}/there?x=1` }),
      });
      response.end(`<a href="${url}/there">`);
    };
    const seen = [];
    for (const path of ["/", "/config", "/gradio_api/info", "/other", "/away", "/other"]) seen.push(await page.ask(path));
    seen.push(await page.ask("/login", { method: "POST", body: "username=ada&password=wrong" }));
    for (const { headers } of asked)
      expect([headers["x-key"], headers.cookie]).toEqual(["s3cret-header", expect.stringContaining("access-token=app-cookie-value")]);
    expect(asked.map(({ headers }) => headers.cookie?.includes("route=later-cookie-value") === true)).toEqual([
      false,
      ...Array(6).fill(true),
    ]);
    const said = JSON.stringify(seen);
    expect(SECRETS.filter((secret) => said.includes(secret))).toEqual([]);
    expect(seen.some(({ headers }) => "set-cookie" in headers || "www-authenticate" in headers)).toBe(false);
    expect(SECRETS.filter((secret) => JSON.stringify(page.printed).includes(secret))).toEqual([]);
  });

  it("go along with a socket, whose handshake gives the page no cookie", async () => {
    const socket = new WebSocket(`${page.origin.replace("http", "ws")}/queue/join`, { headers: page.headers });
    const [handshake] = (await once(socket, "upgrade")) as [IncomingMessage];
    socket.send("hello");
    expect(String((await once(socket, "message"))[0])).toBe("heard hello");
    socket.terminate();
    expect(handshake.headers["set-cookie"]).toBe(undefined);
    expect([asked[0]?.headers["x-key"], asked[0]?.headers.cookie]).toEqual(["s3cret-header", expect.stringContaining("app-cookie-value")]);
  });

  it("are not those of the browser: its cookies, logins and forwarding headers reach no app", async () => {
    const headers = {
      cookie: `${page.headers["cookie"]}; other-app=theirs`,
      authorization: "Basic theirs",
      "x-forwarded-host": "evil.example",
      referer: `${page.entry}`,
    };
    await page.ask("/other", { headers });
    const told = JSON.stringify(asked[0]?.rawHeaders);
    expect(["theirs", "evil.example", new URL(page.entry).pathname, "gradio-ts-"].filter((word) => told.includes(word))).toEqual([]);
    expect([asked[0]?.headers.host, asked[0]?.headers.origin]).toEqual([new URL(url).host, url]);
  });
});

describe("What passes", () => {
  it("names the proxy in place of the app, but not in files that are saved", async () => {
    expect(JSON.parse((await page.ask("/config")).body)).toMatchObject({ root: page.origin });
    route = (_, response) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ at: url }));
    expect(JSON.parse((await page.ask("/gradio_api/file=/tmp/a.json")).body)).toEqual({ at: url });
    route = (_, response) => response.writeHead(307, { location: `${url}/there?x=1` }).end();
    expect((await page.ask("/here")).headers.location).toBe("/there?x=1");
    route = (_, response) => response.writeHead(302, { location: "https://elsewhere.example/" }).end();
    expect((await page.ask("/here")).headers.location).toBe("https://elsewhere.example/");
  });

  it("may be packed: it is unpacked where it has to be read, and stays so where not", async () => {
    route = (request, response) => {
      const type = request.url === "/code.js" ? "text/javascript" : "application/json";
      const body = brotliCompressSync(JSON.stringify({ at: url }));
      const packing = String(request.headers["accept-encoding"]);
      response
        .writeHead(200, { "content-type": type, "content-encoding": "br", "content-length": body.length, "x-asked": packing })
        .end(body);
    };
    const headers = { "accept-encoding": "gzip, deflate, br, zstd" };
    const json = await page.ask("/gradio_api/run/x", { method: "POST", headers });
    expect([json.headers["x-asked"], json.headers["content-encoding"]]).toEqual(["gzip, deflate, br", undefined]);
    expect(JSON.parse(json.body)).toEqual({ at: page.origin });
    const [script] = (await once(page.begin("/code.js", { headers }).end(), "response")) as [IncomingMessage];
    expect(script.headers["content-encoding"]).toBe("br");
    expect(JSON.parse(brotliDecompressSync(await buffer(script)).toString())).toEqual({ at: url });
    route = (request, response) => response.end(request.headers["accept-encoding"]);
    expect((await page.ask("/plain")).body).toBe("identity");
  });

  it("passes at once: an event is there before the next is sent", async () => {
    let next: () => void = () => {};
    route = (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write('data: {"msg":"estimation"}\n\n');
      next = () => response.end('data: {"msg":"close_stream"}\n\n');
    };
    const [answer] = (await once(page.begin("/gradio_api/queue/data?session_hash=x").end(), "response")) as [IncomingMessage];
    expect(String((await once(answer, "data"))[0])).toBe('data: {"msg":"estimation"}\n\n');
    next();
    expect(String((await once(answer, "data"))[0])).toBe('data: {"msg":"close_stream"}\n\n');
  });

  it("tells the app when the browser goes", async () => {
    route = (_, response) => response.writeHead(200, { "content-type": "text/event-stream" }).write(": here\n\n");
    const begun = page.begin("/gradio_api/queue/data?session_hash=left").end();
    await once(begun, "response");
    begun.destroy();
    await vi.waitUntil(() => gone.includes("/gradio_api/queue/data?session_hash=left"), { timeout: 10_000 });
  });

  it("tells the page when the app breaks off, or is not there", async () => {
    route = (_, response) => {
      response.writeHead(200, { "content-type": "application/json" }).write('{"half":');
      setTimeout(() => response.destroy(), 50);
    };
    await expect(page.ask("/gradio_api/run/x")).rejects.toThrow();
    route = (_, response) => response.destroy();
    const { status, body } = await page.ask("/gradio_api/run/x");
    expect([status, JSON.parse(body)]).toEqual([502, { detail: expect.stringContaining(`The app at ${url} cannot be reached`) }]);
  });

  it("takes no more memory for 200 MB, and no more from the app than the page reads", { timeout: 60_000 }, async () => {
    const piece = Buffer.alloc(MB);
    const size = 200;
    route = (_, response) => {
      response.writeHead(200, { "content-type": "video/mp4", "content-length": size * MB });
      const more = () => {
        while (sent < size) {
          sent++;
          if (!response.write(piece)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    };
    const before = peak();
    const [answer] = (await once(page.begin("/gradio_api/file=film.mp4").end(), "response")) as [IncomingMessage];
    await new Promise((resolve) => setTimeout(resolve, 1000));
    // What lies in buffers of the system.
    expect(sent).toBeLessThan(60);
    let got = 0;
    for await (const chunk of answer) got += (chunk as Buffer).length;
    expect(got).toBe(size * MB);
    expect(peak() - before).toBeLessThan(60 * MB);
  });

  it.each([
    ["that is kept", "multipart/form-data; boundary=x", '--x\r\ncontent-disposition: form-data; name="files"; filename="big.bin"\r\n\r\n'],
    ["that is no form", "application/octet-stream", ""],
  ])("takes no more memory for an upload of 200 MB %s", { timeout: 60_000 }, async (_, type, head) => {
    const tail = head === "" ? "" : "\r\n--x--\r\n";
    const whole = 200 * MB + head.length + tail.length;
    let got = 0;
    route = async (request, response) => {
      for await (const chunk of request) got += (chunk as Buffer).length;
      response.writeHead(200, { "content-type": "application/json" }).end('["/tmp/1/big.bin"]');
    };
    const before = peak();
    const headers = { "content-length": whole, "content-type": type };
    const upload = page.begin("/gradio_api/upload", { method: "POST", headers });
    const answered = once(upload, "response") as Promise<[IncomingMessage]>;
    upload.write(head);
    for (let sent = 0; sent < 200; sent++) if (!upload.write(Buffer.alloc(MB))) await once(upload, "drain");
    upload.end(tail);
    (await answered)[0].resume();
    expect(got).toBe(whole);
    expect(peak() - before).toBeLessThan(60 * MB);
    const kept = head === "" ? [] : ["big.bin"];
    await vi.waitUntil(async () => (await readdir(folder)).length === kept.length);
    for (const name of kept) {
      await vi.waitUntil(async () => (await stat(join(folder, name))).size === 200 * MB);
      await rm(join(folder, name));
    }
  });
});

/** The most memory the command has had so far, in bytes. */
function peak(): number {
  const [, kilobytes = "0"] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${page.child.pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}
