import { InvalidArgumentError } from "@gradio-ts/client";
import { describe, expect, test, vi } from "vitest";
import { json } from "../fields/json.js";
import { number } from "../fields/number.js";
import { Server } from "../server.js";
import type { ServerOptions } from "../server-options.js";
import { result, TestClient, type Tested } from "../testing/test-client.js";

function app(options: ServerOptions<undefined>) {
  return new Server(options)
    .api("/add", { inputs: { a: number(), b: number() }, output: number() })
    .handle(({ a, b }) => a + b)
    .api("/who", { output: json() })
    .handle((_, { username, request }) => [username, request.headers.get("x-key")]);
}

const locked = (options: ServerOptions<undefined> = {}) =>
  app({
    auth: [
      ["admin", "pw"],
      ["eve", "ap ple"],
    ],
    authMessage: "Ask",
    ...options,
  });

function logIn(server: Pick<Server, "fetch">, username: string, password: string): Promise<Response> {
  return server.fetch("http://app/login", { method: "POST", body: new URLSearchParams({ username, password }) });
}

/** The server as a client sees it that sends these headers along. */
function bringing(server: Pick<Server, "fetch">, headers: Readonly<Record<string, string>>): Tested {
  return { fetch: (input, init) => server.fetch(input, { ...init, headers: { ...init?.headers, ...headers } }) };
}

/** The cookies a browser keeps over plain http. */
function cookieOf(response: Response): string {
  const [, plain = ""] = response.headers.getSetCookie();
  return plain.split(";")[0] as string;
}

const REFUSED = { detail: { error: "Not authenticated", auth_message: "Ask" } };

describe("an app with logins", () => {
  test.each([
    ["GET", "/config"],
    ["GET", "/gradio_api/info"],
    ["GET", "/gradio_api/openapi.json"],
    ["GET", "/gradio_api/login_check"],
    ["GET", "/gradio_api/queue/status"],
    ["GET", "/gradio_api/queue/data?session_hash=s"],
    ["POST", "/gradio_api/queue/join"],
    ["POST", "/gradio_api/run/add"],
    ["POST", "/gradio_api/api/add"],
    ["POST", "/gradio_api/call/add"],
    ["POST", "/gradio_api/call/v2/add"],
    ["GET", "/gradio_api/call/add/1"],
    ["POST", "/gradio_api/upload"],
    ["GET", "/gradio_api/upload_progress?upload_id=1"],
    ["GET", "/gradio_api/file=/etc/passwd"],
    ["POST", "/gradio_api/component_server"],
    ["GET", "/monitoring"],
    ["GET", "/monitoring/summary"],
    ["POST", "/gradio_api/mcp/"],
    ["POST", "/gradio_api//queue/join"],
    ["GET", "/config/"],
    ["GET", "/%63onfig"],
  ])("S70, S130: %s %s is closed to those who have not logged in", async (method, path) => {
    const response = await locked().fetch(`http://app${path}`, { method });
    expect([response.status, await response.json()]).toEqual([401, REFUSED]);
  });

  test("S130: a cookie that is no token of this app opens nothing", async () => {
    const server = locked();
    const cookie = cookieOf(await logIn(locked(), "admin", "pw"));
    const name = cookieOf(await logIn(server, "admin", "pw")).split("=")[0];
    for (const wrong of [cookie, `${name}=`, `${name}=admin`, `${name}=${"A".repeat(43)}`]) {
      expect((await server.fetch("http://app/config", { headers: { cookie: wrong } })).status).toBe(401);
    }
  });

  test.each([
    ["GET", "/gradio_api/app_id"],
    ["GET", "/gradio_api/user"],
    ["GET", "/gradio_api/token"],
    ["GET", "/gradio_api/startup-events"],
    ["GET", "/theme.css"],
    ["GET", "/gradio_api/heartbeat/s"],
    ["GET", "/logout"],
  ])("S131: %s %s stays open", async (method, path) => {
    const response = await locked().fetch(`http://app${path}`, { method });
    expect(response.status).toBeLessThan(400);
    await response.body?.cancel();
  });

  test("S131: a cancel and a reset stay open, as the event id is their key", async () => {
    const client = new TestClient(locked());
    expect(await client.cancel("x")).toEqual({ success: true });
    expect((await client.post("/reset", { event_id: "x" })).status).toBe(200);
  });

  test("S132: a login gives two cookies with one token, whose names and values hold neither = nor a comma", async () => {
    const response = await logIn(locked(), "admin", "pw");
    expect(await response.json()).toEqual({ success: true });
    const [secure = "", plain = "", ...more] = response.headers.getSetCookie();
    expect(more).toEqual([]);
    const [, id, token] = /^access-token-([\w-]+)=([\w-]+);/.exec(secure) ?? [];
    expect(secure.slice(`access-token-${id}=${token}`.length).split("; ").sort()).toEqual(
      ["", "HttpOnly", "Path=/", "SameSite=None", "Secure"].sort(),
    );
    expect(plain.startsWith(`access-token-unsecure-${id}=${token}; `)).toBe(true);
    expect(plain.split("; ").slice(1).sort()).toEqual(["HttpOnly", "Path=/", "SameSite=Lax"]);
  });

  test("S132: both encodings log in, also with a slash; a name is trimmed, a password is not; either cookie opens", async () => {
    const server = locked();
    const form = new FormData();
    form.set("username", " eve ");
    form.set("password", "ap ple");
    const response = await server.fetch("http://app/login/", { method: "POST", body: form });
    expect(response.status).toBe(200);
    for (const cookie of response.headers.getSetCookie()) {
      const config = await server.fetch("http://app/config", { headers: { cookie: cookie.split(";")[0] as string } });
      expect(await config.json()).toMatchObject({ username: "eve" });
    }
    expect((await logIn(server, "eve", " ap ple")).status).toBe(400);
  });

  test("S133: wrong credentials are 400, missing fields 422 naming them, an endless form 413", async () => {
    const server = locked();
    const wrong = await logIn(server, "admin", "no");
    expect([wrong.status, await wrong.json(), wrong.headers.getSetCookie()]).toEqual([400, { detail: "Incorrect credentials." }, []]);
    const missing = await server.fetch("http://app/login", { method: "POST", body: new URLSearchParams({ username: "admin" }) });
    const issue = (name: string) => ({ type: "missing", loc: ["body", name], msg: "Field required", input: null });
    expect([missing.status, await missing.json()]).toEqual([422, { detail: [issue("password")] }]);
    const json = await new TestClient(server).post("/../login", { username: "admin", password: "pw" });
    expect([json.status, await json.json()]).toEqual([422, { detail: [issue("username"), issue("password")] }]);
    expect((await logIn(server, "x".repeat(100_000), "")).status).toBe(413);
    expect((await server.fetch("http://app/login")).status).toBe(405);
  });

  test("S134: logging out expires both cookies and forgets this token, or all of the user", async () => {
    const server = locked();
    const [one, two, three, other] = [
      cookieOf(await logIn(server, "admin", "pw")),
      cookieOf(await logIn(server, "admin", "pw")),
      cookieOf(await logIn(server, "admin", "pw")),
      cookieOf(await logIn(server, "eve", "ap ple")),
    ] as const;
    const status = async (cookie: string) => (await server.fetch("http://app/config", { headers: { cookie } })).status;
    const out = await server.fetch("http://app/logout?all_session=false", { headers: { cookie: one } });
    expect([out.status, out.headers.get("location")]).toEqual([302, "http://app"]);
    expect(out.headers.getSetCookie()).toHaveLength(2);
    for (const cookie of out.headers.getSetCookie()) expect(cookie).toMatch(/^access-token-[^=]+=; Max-Age=0; Path=\//);
    expect([await status(one), await status(two), await status(three), await status(other)]).toEqual([401, 200, 200, 200]);
    await server.fetch("http://app/logout", { headers: { cookie: two } });
    expect([await status(two), await status(three), await status(other)]).toEqual([401, 401, 200]);
  });

  test("S135: handlers, /config and /user know the name", async () => {
    const server = locked();
    const cookie = cookieOf(await logIn(server, "admin", "pw"));
    const client = new TestClient(bringing(server, { cookie }));
    expect(result(await client.call(1, []))).toEqual([["admin", null]]);
    expect((await client.config())["username"]).toBe("admin");
    expect(await (await client.get("/user")).json()).toBe("admin");
    expect(await (await client.post("/run/who", { data: [] })).json()).toMatchObject({ data: [["admin", null]] });
  });

  test("S138: a browser gets a form that posts to /login, without a word of what lies behind it", async () => {
    const page = await locked({ title: "<b>T</b>", description: "secret" }).fetch("http://app/");
    const html = await page.text();
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(html).toContain('<form method="post" action="/login">');
    expect(html).toContain("Ask");
    expect(html).toContain("&lt;b&gt;T&lt;/b&gt;");
    expect(html).not.toMatch(/secret|<b>|\/add/);
  });
});

describe("an app that looks at each request", () => {
  const keyed = (check: (request: Request) => string | null | Promise<string | null>, options: ServerOptions<undefined> = {}) =>
    app({ authenticate: check, ...options });

  test("S136: a name opens, null refuses, also at the root; logging in is not involved", async () => {
    const server = keyed(async ({ headers }) => (headers.get("x-key") === "k" ? "ann" : null), { authMessage: "Bring a key" });
    for (const path of ["/config", "/", "/gradio_api/info"]) {
      const response = await server.fetch(`http://app${path}`);
      expect([response.status, await response.json()]).toEqual([
        401,
        { detail: { error: "Not authenticated", auth_message: "Bring a key" } },
      ]);
    }
    expect((await server.fetch("http://app/gradio_api/app_id")).status).toBe(200);
    expect((await logIn(server, "ann", "k")).status).toBe(302);
    const client = new TestClient(bringing(server, { "x-key": "k" }));
    expect((await client.post("/run/who", { data: [] })).status).toBe(200);
    expect((await client.config())["username"]).toBe("ann");
  });

  test("S137: whatever header a client brings its token in, the check and the handler see it", async () => {
    const seen: (string | null)[] = [];
    const server = keyed(({ headers }) => {
      seen.push(headers.get("authorization"), headers.get("x-hf-authorization"));
      return "x";
    });
    await server.fetch("http://app/config", { headers: { authorization: "Bearer a", "x-hf-authorization": "Bearer b" } });
    expect(seen).toEqual(["Bearer a", "Bearer b"]);
  });

  test("S136: a check that fails or forgets to answer lets nobody in, and tells nothing of why", async () => {
    const error = vi.fn();
    const logger = { debug() {}, info() {}, warn() {}, error };
    const broken = keyed(() => Promise.reject(new Error("secret")), { logger });
    const response = await broken.fetch("http://app/config");
    expect([response.status, await response.json()]).toEqual([500, { detail: "Internal Server Error" }]);
    expect(error).toHaveBeenCalledOnce();
    expect((await keyed(() => undefined as never).fetch("http://app/config")).status).toBe(401);
  });
});

test("S133: an app without logins sends both away to its root", async () => {
  const server = app({});
  for (const response of [await logIn(server, "a", "b"), await server.fetch("http://app/logout")]) {
    expect([response.status, response.headers.get("location"), response.headers.getSetCookie()]).toEqual([302, "http://app", []]);
  }
});

test("credentials that are none are refused when the server is made", () => {
  for (const auth of ["admin", [], [["admin"]], [["admin", 1]], { admin: "pw" }]) {
    expect(() => new Server({ auth: auth as never })).toThrow(InvalidArgumentError);
  }
  expect(() => new Server({ auth: () => true, authenticate: () => null })).toThrow("exclude each other");
  expect(() => new Server({ authenticate: "x" as never })).toThrow(InvalidArgumentError);
});
