import { Client, handleFile, type OutputFile } from "@gradio-ts/client";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { CONFIG, completed, INFO, json, ScriptedServer, type SeenRequest } from "./scripted-server.js";

const LOCKED = { ...CONFIG, connect_heartbeat: true };

/** A server whose every route has an answer, at any origin. */
function everything(): ScriptedServer {
  const server = new ScriptedServer();
  server.on("config", () => json(LOCKED, 200, { "set-cookie": "route=r1; Path=/" }));
  server.on("login", () => json({ success: true }, 200, { "set-cookie": "login=l1; HttpOnly" }));
  server.on("gradio_api/heartbeat/*", ({ signal }) => server.openHeartbeat(signal));
  server.on("gradio_api/upload", () => json(["/tmp/gradio/x.txt"]));
  server.on("gradio_api/run/predict", () => json({ data: ["x"], is_generating: false }));
  server.on("gradio_api/file=/*", () => new Response("bytes"));
  return server;
}

const ROUTES = [
  "login",
  "config",
  "gradio_api/info",
  "gradio_api/heartbeat/*",
  "gradio_api/upload",
  "gradio_api/queue/join",
  "gradio_api/queue/data",
  "gradio_api/cancel",
  "gradio_api/run/predict",
  "gradio_api/file=/*",
];

/** Walks every route there is, one after another. */
async function walk(server: ScriptedServer, client: Client): Promise<void> {
  const file = { path: "/tmp/gradio/out.txt", meta: { _type: "gradio.FileData" } };
  const uploading = client.predict("/echo", [{ deep: handleFile(new Blob(["x"]), { name: "x.txt" }) }], { headers: { "x-call": "1" } });
  (await server.stream()).send(completed("e1", file));
  await ((await uploading) as OutputFile).bytes();
  await client.predict("/direct", ["x"], { headers: { "x-call": "1" } });
  const job = client.submit("/stream", ["x"], { headers: { "x-call": "1" } });
  await server.until(() => server.to("gradio_api/queue/join").length === 2);
  await vi.waitFor(() => expect(job.eventId).toBe("e2"));
  await job.cancel();
  await client.close();
}

const byRoute = (requests: readonly SeenRequest[]) => {
  const routes = new Map<string, SeenRequest[]>();
  for (const request of requests) {
    const route = request.path.replace(/(heartbeat\/|file=\/).*/, "$1*");
    routes.set(route, [...(routes.get(route) ?? []), request]);
  }
  return routes;
};

describe("promise 2: one request path", () => {
  afterEach(() => void vi.useRealTimers());

  it("every request goes through the caller's fetch, as often as it must and no more, with the caller's headers, cookies and a signal (users.md rows 23, 25)", async () => {
    const real = vi.spyOn(globalThis, "fetch");
    const server = everything();
    const client = await Client.connect("http://app.test", {
      fetch: server.fetch,
      auth: ["ada", "secret"],
      headers: { "X-All": "1", "x-gradio-user": null, cookie: "seed=s1" },
    });
    await walk(server, client);
    expect(real).not.toHaveBeenCalled();
    real.mockRestore();
    const routes = byRoute(server.requests);
    expect([...routes.keys()].sort()).toEqual([...ROUTES].sort());
    const counts = Object.fromEntries([...routes].map(([route, requests]) => [route, requests.length]));
    expect(counts).toEqual({ ...Object.fromEntries(ROUTES.map((route) => [route, 1])), "gradio_api/queue/join": 2 });
    for (const { path, headers, signal } of server.requests) {
      expect(headers, path).toMatchObject({ "x-all": "1" });
      expect(headers, path).not.toHaveProperty("x-gradio-user");
      expect(signal, path).toBeInstanceOf(AbortSignal);
      const cookies = { login: "seed=s1", config: "seed=s1; login=l1", "gradio_api/info": "seed=s1; login=l1" }[path];
      expect(headers["cookie"], path).toBe(cookies ?? "seed=s1; login=l1; route=r1");
    }
    const withCall = [...routes]
      .filter(([, requests]) => requests.every(({ headers }) => headers["x-call"] === "1"))
      .map(([route]) => route);
    expect(withCall.sort()).toEqual(["gradio_api/cancel", "gradio_api/queue/join", "gradio_api/run/predict", "gradio_api/upload"]);
  });

  it.each([
    ["http://app.test", undefined],
    ["https://app.test", undefined],
    ["http://user-space.hf.space", undefined],
    ["https://hf.space.evil.test", undefined],
    ["https://evil-hf.space", undefined],
    ["https://user-space.hf.space", "Bearer hf_secret"],
  ])("a token goes to %s as %s", async (src, sent) => {
    const server = everything();
    await walk(server, await Client.connect(src, { fetch: server.fetch, token: "hf_secret" }));
    expect(server.requests.length).toBeGreaterThan(8);
    // The hub, which may be asked for the name of a Space, is told the token in its own way.
    for (const { headers } of server.requests.filter(({ url }) => url.hostname === "huggingface.co"))
      expect([sent, headers]).toEqual(["Bearer hf_secret", { authorization: "Bearer hf_secret" }]);
    for (const { headers, url, body } of server.requests.filter(({ url }) => url.hostname !== "huggingface.co")) {
      expect(headers["x-hf-authorization"]).toBe(sent);
      expect(headers["authorization"]).toBeUndefined();
      expect(`${url}${JSON.stringify(body)}`).not.toContain("hf_secret");
    }
  });

  it("an oauth token goes only to endpoints that declare it, in the body of their call", async () => {
    const server = everything();
    server.on("gradio_api/info", () =>
      json({
        ...INFO,
        named_endpoints: { ...INFO.named_endpoints, "/stream": { ...INFO.named_endpoints["/stream"], oauth_token: "required" } },
      }),
    );
    const client = await Client.connect("http://app.test", { fetch: server.fetch, oauthToken: "hf_oauth" });
    await walk(server, client);
    const bodies = server.requests.filter(({ body }) => JSON.stringify(body ?? "").includes("hf_oauth"));
    expect(bodies.map(({ path, body }) => [path, (body as { fn_index: number }).fn_index])).toEqual([["gradio_api/queue/join", 1]]);
  });

  it("downloads from other origins, and the redirects that lead there, carry nothing of the client's, and give it no cookies", async () => {
    const server = everything();
    server.on("gradio_api/file=/*", () => new Response(null, { status: 302, headers: { location: "http://cdn.test/x" } }));
    server.on("x", () => new Response("from afar", { headers: { "set-cookie": "login=stolen" } }));
    const client = await Client.connect("http://app.test", { fetch: server.fetch, headers: { authorization: "Bearer app" } });
    const asked = client.predict("/count", ["x"]);
    const meta = { _type: "gradio.FileData" };
    (await server.stream()).send(
      completed(
        "e1",
        [
          { path: "/tmp/a", meta },
          { path: "http://cdn.test/x", meta },
        ],
        null,
      ),
    );
    for (const file of (await asked) as OutputFile[]) expect(await file.text()).toBe("from afar");
    const [redirected, direct] = server.to("x");
    for (const request of [redirected, direct]) expect([request?.headers, request?.url.origin]).toEqual([{}, "http://cdn.test"]);
    await client.close();
    expect(server.requests.every(({ headers }) => !headers["cookie"]?.includes("stolen"))).toBe(true);
  });

  it.each([
    "config",
    "gradio_api/queue/join",
    "login",
    "gradio_api/upload",
    "gradio_api/run/predict",
    "gradio_api/queue/data",
  ])("a redirect of %s to another origin is not followed", async (path) => {
    const server = everything();
    server.on(path, () => new Response(null, { status: 307, headers: { location: `http://evil.test/${path}` } }));
    const call = async () => {
      const client = await Client.connect("http://app.test", { fetch: server.fetch, auth: ["ada", "secret"] });
      if (path === "login") return;
      const endpoint = path.endsWith("predict") ? "/direct" : "/echo";
      await client.predict(endpoint, [path.endsWith("upload") ? new Blob(["x"]) : "x"]);
    };
    await call().catch(() => {});
    expect(server.requests.filter(({ url }) => url.hostname === "evil.test")).toEqual([]);
  });

  it.each(["config", "gradio_api/queue/join", "gradio_api/queue/data"])("requestTimeout ends a %s that gets no answer", async (path) => {
    const server = everything();
    const connecting = path === "config";
    const client = connecting ? undefined : await Client.connect("http://app.test", { fetch: server.fetch, requestTimeout: 50 });
    server.on(path, () => new Promise(() => {}));
    const asked = connecting
      ? Client.connect("http://app.test", { fetch: server.fetch, requestTimeout: 50 })
      : (client as Client).predict("/echo", ["x"]);
    const error = (await asked.catch((caught: unknown) => caught)) as { code: string; cause?: { code: string } };
    expect(error.cause?.code ?? error.code).toBe("TIMEOUT");
    await client?.close();
  });

  it.each([
    "gradio_api/upload",
    "gradio_api/queue/join",
    "gradio_api/run/predict",
    "gradio_api/queue/data",
  ])("the signal of a call ends it while %s is under way", async (path) => {
    const server = everything();
    const client = await Client.connect("http://app.test", { fetch: server.fetch });
    server.on(path, () => new Promise(() => {}));
    const controller = new AbortController();
    const reason = new Error("enough");
    const input = path.endsWith("upload") ? new Blob(["x"]) : "x";
    const call = client.predict(path.endsWith("predict") ? "/direct" : "/echo", [input], { signal: controller.signal });
    await server.until(() => server.to(path).length === 1);
    controller.abort(reason);
    await expect(call).rejects.toMatchObject({ code: "CANCELLED", cause: reason });
    if (!path.endsWith("join") && !path.endsWith("data")) expect(server.to(path)[0]?.signal?.aborted).toBe(true);
  });

  it("nothing of the page goes along or is written to, and the console stays empty (users.md row 52)", async () => {
    const told = (["log", "debug", "info", "warn", "error"] as const).map((name) => vi.spyOn(console, name));
    const storage = { getItem: vi.fn(), setItem: vi.fn() };
    const location = { href: "http://page.test/?secret=1", search: "?secret=1", origin: "http://page.test" };
    const page = { location, localStorage: storage, sessionStorage: storage, gradio_config: { root: "http://page.test/" } };
    for (const [name, value] of Object.entries({ ...page, window: page })) vi.stubGlobal(name, value);
    onTestFinished(() => void vi.unstubAllGlobals());
    const server = everything();
    const client = await Client.connect("http://app.test", { fetch: server.fetch });
    await walk(server, client);
    expect(client.config["root"]).not.toBe("http://page.test/");
    expect(server.requests.filter(({ url }) => /secret|page/.test(url.href))).toEqual([]);
    for (const touched of [...told, storage.getItem, storage.setItem]) expect(touched).not.toHaveBeenCalled();
    for (const spy of told) spy.mockRestore();
  });

  it("one signal may serve any number of calls: nothing is warned of, and nothing stays behind", async () => {
    const warned = vi.fn();
    process.on("warning", warned);
    const server = everything();
    const client = await Client.connect("http://app.test", { fetch: server.fetch });
    const controller = new AbortController();
    const calls = Array.from({ length: 50 }, () => client.predict("/direct", ["x"], { signal: controller.signal }));
    await Promise.all(calls);
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off("warning", warned);
    expect(warned).not.toHaveBeenCalled();
    controller.abort();
    await client.close();
  });

  it("connect() takes two requests, at once, and does not ask again for what a server cannot say (users.md row 49)", async () => {
    const server = everything();
    await Client.connect("http://app.test/mount?x=1#y", { fetch: server.fetch }).catch(() => {});
    expect(server.requests.map(({ url }) => url.href).sort()).toEqual([
      "http://app.test/mount/config",
      "http://app.test/mount/gradio_api/info",
    ]);
    const silent = everything();
    silent.on("gradio_api/info", () => new Response("Internal Server Error", { status: 500 }));
    const client = await Client.connect("http://app.test", { fetch: silent.fetch });
    expect(Object.keys(client.viewApi().namedEndpoints)).toContain("/echo");
    expect(silent.to("gradio_api/info")).toHaveLength(1);
  });

  it("the names the server gives itself are of no interest: calls go where the caller said (users.md row 33)", async () => {
    const server = everything();
    await walk(server, await Client.connect("http://app.test", { fetch: server.fetch }));
    expect(new Set(server.requests.map(({ url }) => url.origin))).toEqual(new Set(["http://app.test"]));
  });
});
