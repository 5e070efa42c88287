import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AuthenticationError, Client, type ClientOptions, handleFile, type OutputFile } from "@gradio-ts/client";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocketServer } from "ws";
import { CONFIG, completed, type Handler, INFO, json, networkFailure, ScriptedServer } from "./scripted-server.js";

const auth = ["ada", "swordfish"] as const;
const REFUSED = { detail: { error: "Not authenticated", auth_message: "Ask Ada." } };

/** A server that knows one login at a time, and refuses whoever shows an older one, as after a restart. */
class LockedServer extends ScriptedServer {
  #token = 0;

  constructor() {
    super();
    let joins = 0;
    this.on("login", () => json({ success: true }, 200, { "set-cookie": `access-token-x=${++this.#token}==; HttpOnly; Path=/` }));
    this.guard("config", () => json(CONFIG));
    this.guard("gradio_api/info", () => json(INFO));
    this.guard("gradio_api/queue/join", () => json({ event_id: `e${++joins}` }));
    this.guard("gradio_api/queue/data", ({ signal }) => this.openStream(signal));
    this.guard("gradio_api/upload", () => json(["/tmp/gradio/x.txt"]));
    this.guard("gradio_api/run/predict", () => json({ data: ["done"], is_generating: false }));
    this.guard("gradio_api/file=/*", () => new Response("bytes"));
  }

  guard(path: string, handler: Handler): void {
    this.on(path, (request) => (request.headers["cookie"] === `access-token-x=${this.#token}==` ? handler(request) : json(REFUSED, 401)));
  }

  forgetLogins(): void {
    this.#token += 100;
  }
}

async function connected(server: ScriptedServer, options: ClientOptions = {}): Promise<Client> {
  const client = await Client.connect("http://app.test", { fetch: server.fetch, auth, ...options });
  onTestFinished(() => client.close());
  return client;
}

/** A queued call, answered by its text. */
async function call(server: ScriptedServer, client: Client, id: string, input: unknown = "x"): Promise<unknown> {
  const streams = server.streams.length;
  const result = client.predict("/echo", [input]);
  result.catch(() => {});
  (await server.stream(streams)).send(completed(id, "done"));
  return result;
}

describe("A login that the server no longer knows", () => {
  it.each<[string, (server: ScriptedServer, client: Client) => Promise<unknown>, unknown]>([
    ["gradio_api/queue/join", (server, client) => call(server, client, "e1"), "done"],
    ["gradio_api/upload", (server, client) => call(server, client, "e1", handleFile(new Blob(["x"]), { name: "x.txt" })), "done"],
    ["gradio_api/run/predict", (_, client) => client.predict("/direct", ["x"]), "done"],
  ])("is made anew, and %s sent again, once", async (path, work, result) => {
    const server = new LockedServer();
    const client = await connected(server);
    server.forgetLogins();
    expect(await work(server, client)).toBe(result);
    expect(server.to("login").map(({ body }) => body)).toEqual(Array(2).fill("username=ada&password=swordfish"));
    expect(server.to(path)).toHaveLength(2);
  });

  it("is made anew for an event stream, whose calls are not lost, and for a file", async () => {
    const server = new LockedServer();
    const client = await connected(server);
    server.guard("gradio_api/queue/join", () => {
      server.forgetLogins();
      return json({ event_id: "e1" });
    });
    const result = client.predict("/echo", ["x"]);
    const stream = await server.stream();
    stream.send(completed("e1", { path: "/tmp/x", meta: { _type: "gradio.FileData" } }));
    stream.close();
    const file = (await result) as OutputFile;
    expect(server.to("gradio_api/queue/data")).toHaveLength(2);
    expect(server.to("login")).toHaveLength(2);
    server.forgetLogins();
    expect(await file.text()).toBe("bytes");
    expect(server.to("login")).toHaveLength(3);
  });

  it("is made anew for a file that can be read only once, too: its upload fails, and the next call works", async () => {
    const server = new LockedServer();
    const client = await connected(server);
    server.forgetLogins();
    const stream = new Blob(["x"]).stream();
    const error = await client.submit("/echo", [handleFile(stream, { name: "x.txt" })]).exception();
    expect(error).toMatchObject({ code: "UPLOAD_FAILED", status: 401, message: expect.stringContaining("Ask Ada.") });
    expect(server.to("gradio_api/upload")).toHaveLength(1);
    expect(await client.predict("/direct", ["x"])).toBe("done");
    expect(server.to("login")).toHaveLength(2);
    expect(server.to("gradio_api/run/predict")).toHaveLength(1);
  });

  it("is made anew once for all the requests that it fails", async () => {
    const server = new LockedServer();
    const told: unknown[] = [];
    const logger = { debug: () => {}, info: (...words: unknown[]) => void told.push(words), warn: () => {}, error: () => {} };
    const client = await connected(server, { logger });
    server.forgetLogins();
    const calls = Array.from({ length: 20 }, () => client.session().predict("/direct", ["x"]));
    expect(await Promise.all(calls)).toEqual(Array(20).fill("done"));
    expect(server.to("login")).toHaveLength(2);
    expect(server.to("gradio_api/run/predict")).toHaveLength(40);
    expect(told).toEqual([["logging in again", undefined]]);
  });

  it("is an AuthenticationError with the app's words where a new one is of no use, and the next call tries again", async () => {
    const server = new LockedServer();
    const client = await connected(server);
    server.on("gradio_api/run/predict", () => json(REFUSED, 401));
    const error = await client.submit("/direct", ["x"]).exception();
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ status: 401, message: expect.stringContaining("Ask Ada.") });
    expect(server.to("gradio_api/run/predict")).toHaveLength(2);
    await client.submit("/direct", ["x"]).exception();
    expect(server.to("login")).toHaveLength(3);
  });

  it.each([
    [json({ detail: "Incorrect credentials." }, 400), /"ada" was refused: Incorrect credentials/],
    [json(REFUSED, 401), /"ada" was refused: Not authenticated: Ask Ada/],
  ])("is an AuthenticationError where the new one is refused (%#), without asking on", async (answer, message) => {
    const server = new LockedServer();
    const client = await connected(server);
    server.forgetLogins();
    server.on("login", () => answer.clone());
    const error = await client.submit("/echo", ["x"]).exception();
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error?.message).toMatch(message);
    expect(`${error?.stack}${JSON.stringify(error)}`).not.toContain("swordfish");
    expect(server.to("login")).toHaveLength(2);
    expect(server.to("gradio_api/queue/join")).toHaveLength(1);
  });

  it("is not made where none was given", async () => {
    const server = new ScriptedServer();
    const client = await connected(server, { auth: undefined });
    for (const path of ["gradio_api/queue/join", "gradio_api/run/predict"]) server.on(path, () => json(REFUSED, 401));
    for (const endpoint of ["/echo", "/direct"]) {
      expect(await client.submit(endpoint, ["x"]).exception()).toMatchObject({ code: "AUTHENTICATION", status: 401 });
    }
    expect(server.to("login")).toEqual([]);
    expect(server.to("gradio_api/queue/join")).toHaveLength(1);
  });

  it("does not let a call run twice: what may have run after the new login is not sent again", async () => {
    const server = new LockedServer();
    const client = await connected(server);
    server.forgetLogins();
    server.guard("gradio_api/queue/join", () => {
      throw networkFailure("ECONNRESET");
    });
    const error = await client.submit("/echo", ["x"]).exception();
    expect(error).toMatchObject({ code: "CONNECTION_FAILED", message: expect.stringContaining("may have been done") });
    expect(server.to("gradio_api/queue/join")).toHaveLength(2);
  });

  it("is not made for another origin that refuses a file", async () => {
    const server = new LockedServer();
    const client = await connected(server);
    server.guard("gradio_api/file=/*", () => new Response(null, { status: 302, headers: { location: "http://cdn.test/x" } }));
    server.on("x", () => json({}, 401));
    const result = client.predict("/echo", ["x"]);
    (await server.stream()).send(completed("e1", { path: "/tmp/x", meta: { _type: "gradio.FileData" } }));
    await expect(((await result) as OutputFile).text()).rejects.toMatchObject({ code: "DOWNLOAD_FAILED", status: 401 });
    expect(server.to("login")).toHaveLength(1);
  });

  it("does not hold a call longer than its signal or its requests may take", async () => {
    const server = new LockedServer();
    const client = await connected(server, { requestTimeout: 100 });
    server.forgetLogins();
    server.on("login", () => new Promise(() => {}));
    const controller = new AbortController();
    const job = client.submit("/direct", ["x"], { signal: controller.signal });
    await server.until(() => server.to("login").length === 2);
    controller.abort();
    expect(await job.exception()).toMatchObject({ code: "CANCELLED" });
    expect(await client.submit("/echo", ["x"]).exception()).toMatchObject({ code: "TIMEOUT", phase: "request" });
  });

  it.each(["the handshake", "the first versions' queue"])("is made anew for a WebSocket, where %s tells of it", async (where) => {
    const seen: (string | undefined)[] = [];
    let token = 0;
    let useless = false;
    const sockets = new WebSocketServer({ noServer: true });
    const server = createServer((request, response) => {
      const config = { ...CONFIG, version: "3.50.2", protocol: undefined, api_prefix: undefined, dependencies: DEPENDENCIES_OF_3 };
      response.setHeader("content-type", "application/json");
      if (request.url === "/login") response.setHeader("set-cookie", `access-token-unsecure-x=t${++token}`);
      else if (request.url !== "/config") response.statusCode = 404;
      response.end(JSON.stringify(config));
    });
    server.on("upgrade", (request, connection, head) => {
      seen.push(request.headers.cookie);
      const known = !useless && request.headers.cookie?.endsWith(`=t${token}`) === true;
      if (!known && where === "the handshake") return void connection.end("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n");
      sockets.handleUpgrade(request, connection, head, (socket) => {
        const output = known ? { data: ["done"], is_generating: false } : { detail: "Not authenticated" };
        for (const message of [{ msg: "process_starts" }, { msg: "process_completed", output, success: known }])
          socket.send(JSON.stringify(message));
        socket.close(1000);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close().closeAllConnections());
    const client = await Client.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { auth });
    onTestFinished(() => client.close());
    token++;
    expect(await client.predict("/echo", ["x"])).toBe("done");
    expect(seen).toEqual(["access-token-unsecure-x=t1", "access-token-unsecure-x=t3"]);
    useless = true;
    const refused = await client.submit("/echo", ["x"]).exception();
    expect(refused).toBeInstanceOf(AuthenticationError);
    expect(seen).toHaveLength(4);
  });
});

const DEPENDENCIES_OF_3 = CONFIG.dependencies.slice(0, 1).map(({ id: _, ...dependency }) => dependency);

describe("A login", () => {
  it("that is taken, and changes nothing, is told from one that is missing (users.md row 29)", async () => {
    const server = new LockedServer();
    server.on("login", () => new Response(null, { status: 302, headers: { location: "/" } }));
    const taken = await connected(server).catch((error: unknown) => error);
    expect(taken).toBeInstanceOf(AuthenticationError);
    expect(taken).toMatchObject({ status: 401, message: expect.stringMatching(/took the login, and refuses access all the same/) });
    expect(server.to("login")).toHaveLength(1);
    const missing = await connected(server, { auth: undefined }).catch((error: unknown) => error);
    expect(missing).toMatchObject({ status: 401, message: expect.stringMatching(/wants a login \(Not authenticated: Ask Ada\.\)/) });
  });

  it("is taken by a redirect too, whose cookie counts, as in Gradio 3.0", async () => {
    const server = new LockedServer();
    const headers = { location: "/", "set-cookie": "access-token-x=302==; HttpOnly" };
    server.on("login", () => new Response(null, { status: 302, headers }));
    server.on("config", ({ headers: { cookie } }) => (cookie === "access-token-x=302==" ? json(CONFIG) : json(REFUSED, 401)));
    expect((await connected(server)).config.version).toBe(CONFIG.version);
    expect(server.to("")).toEqual([]);
  });

  it("that the server refuses without a word is refused in a whole sentence", async () => {
    const server = new ScriptedServer();
    server.on("login", () => new Response("", { status: 400 }));
    await expect(connected(server)).rejects.toThrow(/^The login of "ada" was refused\.$/);
  });

  it("is of no weight to an app without one, which redirects", async () => {
    const server = new ScriptedServer();
    server.on("login", () => new Response(null, { status: 302, headers: { location: "http://elsewhere.example/" } }));
    const client = await connected(server);
    expect(await call(server, client, "e1")).toBe("done");
    expect(new Set(server.requests.map(({ url }) => url.origin))).toEqual(new Set(["http://app.test"]));
  });
});
