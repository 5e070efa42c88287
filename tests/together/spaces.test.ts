import { Client, type ClientOptions, type GradioError, SpaceError, type SpaceStatus } from "@gradio-ts/client";
import { number, Server } from "@gradio-ts/server";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeHub } from "./fake-hub.js";
import { CONFIG, html, json, networkFailure, ScriptedServer } from "./scripted-server.js";

const adder = () =>
  new Server({ title: "adder" }).api("/add", { inputs: { a: number(), b: number() }, output: number() }).handle(({ a, b }) => a + b);

/** Lets time pass, as much as it takes. */
async function settled<T>(promise: Promise<T>): Promise<T> {
  let pending = true;
  const end = () => {
    pending = false;
  };
  promise.then(end, end);
  while (pending) {
    await vi.advanceTimersByTimeAsync(100);
    await new Promise(setImmediate);
  }
  return promise;
}

const caught = (promise: Promise<unknown>): Promise<GradioError> =>
  settled(
    promise.then(
      () => expect.fail("resolved"),
      (error: unknown) => error as GradioError,
    ),
  );

describe("a Space", () => {
  let hub: FakeHub;
  let app: Server;
  const clients: Client[] = [];
  const connect = async (src: string | URL, options: ClientOptions = {}) => {
    const client = await settled(Client.connect(src, { fetch: hub.fetch, ...options }));
    clients.push(client);
    return client;
  };

  // What is loaded on demand takes real time, once.
  beforeAll(async () => {
    hub = new FakeHub();
    hub.space("ada/adder", { app: adder().fetch });
    const silent = { debug() {}, info() {}, warn() {}, error() {} };
    await (await Client.connect("ada/adder", { fetch: hub.fetch, headers: { cookie: "a=1" }, logger: silent })).close();
  });
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    hub = new FakeHub();
    app = adder();
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    vi.useRealTimers();
  });

  describe("is connected to", () => {
    it.each([
      "ada/adder",
      "ada/adder/",
      " https://huggingface.co/spaces/ada/adder ",
      "https://huggingface.co/spaces/ada/adder/tree/main?x=1",
    ])("by its name, as %j, with one question to the hub", async (src) => {
      hub.space("ada/adder", { app: app.fetch });
      const heard: string[] = [];
      const client = await connect(src, { onSpaceStatus: ({ stage }) => heard.push(stage) });
      expect(heard).toEqual(["RUNNING"]);
      expect(hub.asked().sort()).toEqual([
        "GET ada-adder.hf.space/config",
        "GET ada-adder.hf.space/gradio_api/info",
        "GET api/spaces/ada/adder",
      ]);
      expect([client.src, client.spaceId]).toEqual(["https://ada-adder.hf.space/", "ada/adder"]);
      expect(client.session().spaceId).toBe("ada/adder");
    });

    it("by a name it had before", async () => {
      hub.space("ada/adder", { app: app.fetch });
      hub.once(/old$/, () => new Response(null, { status: 307, headers: { location: "/api/spaces/ada/adder" } }));
      expect((await connect("ada/old")).spaceId).toBe("ada/adder");
    });

    it("by its URL, without a question to the hub where its config names it", async () => {
      const gradio = new ScriptedServer();
      gradio.on("config", () => json({ ...CONFIG, space_id: "ada/echo" }));
      hub.space("ada/echo", { app: gradio.fetch });
      const client = await connect("https://ada-echo.hf.space");
      expect(client.spaceId).toBe("ada/echo");
      expect(hub.to("https://huggingface.co")).toEqual([]);
    });

    it("by its URL, and the hub names it where its config does not", async () => {
      hub.space("ada/adder", { app: app.fetch });
      expect((await connect(new URL("https://ada-adder.hf.space"))).spaceId).toBe("ada/adder");
      expect(hub.asked()).toContain("GET api/spaces/by-subdomain/ada-adder");
    });

    it.each([
      ["has had too many requests", () => json({ error: "slow down" }, 429, { "retry-after": "30" })],
      ["is down", () => html(503)],
      ["cannot be reached", () => Promise.reject(networkFailure("ENOTFOUND"))],
      ["says nothing", () => new Promise<never>(() => {})],
    ])("by its URL while the hub %s: then only its name is missing", async (_what, answer) => {
      hub.space("ada/adder", { app: app.fetch });
      hub.once(/by-subdomain/, answer);
      const start = Date.now();
      const client = await connect("https://ada-adder.hf.space");
      expect(client.spaceId).toBeUndefined();
      expect(hub.to("https://huggingface.co")).toHaveLength(1);
      expect(Date.now() - start).toBeLessThan(6_000);
      await client.close();
    });

    it("by its URL, and not at all if the caller's signal aborts while its name is asked for", async () => {
      hub.space("ada/adder", { app: app.fetch });
      const controller = new AbortController();
      hub.once(/by-subdomain/, () => {
        controller.abort();
        return new Promise<never>(() => {});
      });
      const connecting = Client.connect("https://ada-adder.hf.space", { fetch: hub.fetch, signal: controller.signal });
      expect(await caught(connecting)).toMatchObject({ code: "CANCELLED" });
    });

    it("and other servers are no Spaces: share links and whatever else has a URL", async () => {
      const fetch = (url: string, init?: object) => app.fetch(url.replace(/https:\/\/[^/]*/, "http://app.test"), init);
      const client = await connect("https://0123456789abcdef.gradio.live", { fetch, token: "hf_t" });
      expect([client.src, client.spaceId]).toEqual(["https://0123456789abcdef.gradio.live/", undefined]);
    });
  });

  describe("that is not up", () => {
    it("is woken and waited for, and works (users.md rows 11 and 12)", async () => {
      hub.space("ada/adder", { app: app.fetch, stages: ["SLEEPING", "BUILDING", "APP_STARTING", "RUNNING"] });
      const heard: SpaceStatus[] = [];
      const client = await connect("ada/adder", { onSpaceStatus: (status) => heard.push(status) });
      expect(heard.map(({ stage }) => stage)).toEqual(["SLEEPING", "BUILDING", "APP_STARTING", "RUNNING"]);
      expect(heard.map(({ message }) => message)).toEqual([
        "The Space ada/adder is asleep, and is being woken.",
        "The Space ada/adder is being built.",
        "The Space ada/adder is starting.",
        "The Space ada/adder is running.",
      ]);
      expect(heard.every((status) => Object.isFrozen(status) && status.spaceId === "ada/adder")).toBe(true);
      expect(hub.asked().slice(0, 5)).toEqual([
        "GET api/spaces/ada/adder",
        "GET ada-adder.hf.space/config",
        "GET api/spaces/ada/adder/runtime",
        "GET api/spaces/ada/adder/runtime",
        "GET api/spaces/ada/adder/runtime",
      ]);
      vi.useRealTimers();
      expect(await client.predict("/add", { a: 4, b: 5 })).toBe(9);
    });

    it("is waited for by its URL as well", async () => {
      hub.space("ada/adder", { app: app.fetch, stages: ["SLEEPING", "APP_STARTING", "RUNNING"] });
      const heard: string[] = [];
      const client = await connect("https://ada-adder.hf.space", { onSpaceStatus: ({ stage }) => heard.push(stage) });
      expect(heard).toEqual(["APP_STARTING", "RUNNING"]); // Asking for the config has woken it.
      vi.useRealTimers();
      expect(await client.predict("/add", [1, 2])).toBe(3);
    });

    it("is asked after by one poll at a time, further and further apart, until the time is up (users.md row 11)", async () => {
      hub.space("ada/adder", { stages: ["SLEEPING", "BUILDING"] });
      const start = Date.now();
      const heard: string[] = [];
      const error = await caught(Client.connect("ada/adder", { fetch: hub.fetch, onSpaceStatus: ({ stage }) => heard.push(stage) }));
      expect(error).toBeInstanceOf(SpaceError);
      expect(error).toMatchObject({ code: "SPACE", stage: "BUILDING", retryable: false });
      expect(error.message).toBe(
        "ada/adder could not be connected to within 300000 ms. The Space ada/adder is being built. Give it more time with connectTimeout.",
      );
      expect(heard).toEqual(["SLEEPING", "BUILDING"]);
      expect(Date.now() - start).toBeGreaterThanOrEqual(300_000);
      expect(Date.now() - start).toBeLessThan(301_000);
      const polls = hub.asked().filter((asked) => asked.endsWith("/runtime")).length;
      expect(polls).toBeGreaterThan(35);
      expect(polls).toBeLessThan(80);
      const { length } = hub.requests;
      await vi.advanceTimersByTimeAsync(60_000);
      expect(hub.requests).toHaveLength(length);
      expect(vi.getTimerCount()).toBe(0);
    });

    it("is not waited for longer than connectTimeout says, not even asleep for good", async () => {
      hub.space("ada/adder", { stages: ["SLEEPING"] });
      const error = await caught(Client.connect("ada/adder", { fetch: hub.fetch, connectTimeout: 5_000 }));
      expect(error).toMatchObject({ code: "SPACE", stage: "SLEEPING" });
      expect(error.message).toMatch(/within 5000 ms\. The Space ada\/adder is asleep/);
    });

    it("is told of as not up where nobody says how it stands, by name and by URL", async () => {
      hub.space("ada/adder", { stages: ["SLEEPING"] });
      for (const src of ["ada/adder", "https://ada-adder.hf.space/"]) {
        hub.once(/^\/api/, () => new Promise<never>(() => {}));
        const error = await caught(Client.connect(src, { fetch: hub.fetch, connectTimeout: 5_000 }));
        expect(error).toMatchObject({ code: "SPACE", stage: undefined });
        expect(error.message).toBe(`${src} could not be connected to within 5000 ms. Give it more time with connectTimeout.`);
      }
    });

    it("is no excuse for a single request that takes too long", async () => {
      hub.once(/^\/api/, () => new Promise<never>(() => {}));
      const error = await caught(Client.connect("ada/adder", { fetch: hub.fetch, requestTimeout: 1_000 }));
      expect(error).toMatchObject({ code: "TIMEOUT", phase: "request" });
    });

    it("is left in peace when the caller's signal aborts", async () => {
      hub.space("ada/adder", { stages: ["BUILDING"] });
      const controller = new AbortController();
      const reason = new Error("enough");
      const connecting = Client.connect("ada/adder", { fetch: hub.fetch, signal: controller.signal });
      setTimeout(() => controller.abort(reason), 10_000);
      expect(await caught(connecting)).toMatchObject({ code: "CANCELLED", cause: reason });
      const { length } = hub.requests;
      await vi.advanceTimersByTimeAsync(60_000);
      expect(hub.requests).toHaveLength(length);
    });

    it.each([
      ["PAUSED", /is paused\. Its owner can restart it at https:\/\/huggingface\.co\/spaces\/ada\/adder\/settings; .*duplicate/],
      ["BUILD_ERROR", /could not be built\. .*\?logs=build\. exit code: 1$/],
      ["RUNTIME_ERROR", /has failed to run its app\. .*\?logs=container\. exit code: 1$/],
      ["CONFIG_ERROR", /configured wrongly/],
      ["NO_APP_FILE", /has no app/],
      ["DELETING", /is being deleted/],
    ])("for good (%s) is told at once, with its stage, by name and by URL", async (stage, message) => {
      hub.space("ada/adder", { stages: [stage], reason: stage.endsWith("ERROR") ? "exit code: 1" : undefined });
      for (const src of ["ada/adder", "https://ada-adder.hf.space"]) {
        const heard: string[] = [];
        const start = Date.now();
        const error = await caught(Client.connect(src, { fetch: hub.fetch, onSpaceStatus: (status) => heard.push(status.stage) }));
        expect(error).toBeInstanceOf(SpaceError);
        expect(error).toMatchObject({ stage });
        expect(error.message).toMatch(message);
        expect(heard).toEqual([stage]);
        expect(Date.now() - start).toBeLessThan(3_000);
      }
    });

    it("in a stage that is new to us is waited for", async () => {
      hub.space("ada/adder", { stages: ["HIBERNATING"] });
      const error = await caught(Client.connect("ada/adder", { fetch: hub.fetch, connectTimeout: 20_000 }));
      expect(error).toMatchObject({ code: "SPACE", stage: "HIBERNATING" });
    });

    it("is waited for through the hub's own troubles, as long as it says to wait (429)", async () => {
      hub.space("ada/adder", { app: app.fetch, stages: ["BUILDING", "RUNNING"] });
      hub.once(/runtime$/, () => html(503));
      hub.once(/runtime$/, () => Promise.reject(networkFailure("ECONNRESET")));
      hub.once(/runtime$/, () => json({ error: "slow down" }, 429, { "retry-after": "40" }));
      const start = Date.now();
      await connect("ada/adder");
      expect(Date.now() - start).toBeGreaterThanOrEqual(40_000);
      expect(hub.asked().filter((asked) => asked.endsWith("/runtime"))).toHaveLength(4);
    });

    it("is given up where the hub wants a longer pause than a request may take", async () => {
      hub.space("ada/adder", { stages: ["BUILDING"] });
      hub.once(/runtime$/, () => json({ error: "slow down" }, 429, { "retry-after": "90" }));
      expect(await caught(Client.connect("ada/adder", { fetch: hub.fetch }))).toMatchObject({ code: "RATE_LIMITED", retryAfter: 90 });
    });
  });

  describe("that is not to be had", () => {
    it.each<[string, ClientOptions, RegExp]>([
      ["ada/nothing", {}, /no Space ada\/nothing, or it is private: then give a token that may read it\. Check the name\.$/],
      ["ada/secret", {}, /no Space ada\/secret, or it is private/],
      ["ada/secret", { token: "hf_grace" }, /no Space ada\/secret, or the token may not read it/],
      ["https://ada-nothing.hf.space", {}, /no Space https:\/\/ada-nothing\.hf\.space, or it is private/],
      ["https://ada-secret.hf.space", {}, /no Space https:\/\/ada-secret\.hf\.space, or it is private/],
      ["example.com/app", {}, /If example\.com\/app is a URL, write "https:\/\/example\.com\/app"\./],
    ])("connect(%j, %j) says so, at once", async (src, options, message) => {
      hub.account("grace", "hf_grace");
      hub.space("ada/secret", { app: app.fetch, token: "hf_ada" });
      const error = await caught(Client.connect(src, { fetch: hub.fetch, ...options }));
      expect(error).toBeInstanceOf(SpaceError);
      expect(error).toMatchObject({ code: "SPACE", stage: undefined, retryable: false });
      expect(error.message).toMatch(message);
    });

    it("a token that the hub does not know is refused as such", async () => {
      hub.space("ada/adder", { app: app.fetch });
      const error = await caught(Client.connect("ada/adder", { fetch: hub.fetch, token: "hf_old" }));
      expect(error).toMatchObject({ code: "AUTHENTICATION", status: 401, url: "https://huggingface.co/api/spaces/ada/adder" });
      expect(error.message).toMatch(/refuses the token \(401: Invalid credentials.*https:\/\/huggingface\.co\/settings\/tokens/);
    });

    it("a 401 that does not complain of the token is a missing Space, as the hub gives one for both", async () => {
      hub.once(/./, () => json({ error: "Invalid username or password." }, 401));
      const error = await caught(Client.connect("ada/adder", { fetch: hub.fetch, token: "hf_t" }));
      expect(error).toBeInstanceOf(SpaceError);
    });

    it.each<[string, () => Response, string, RegExp]>([
      [
        "429",
        () => json({ error: "slow down" }, 429, { "retry-after": "300" }),
        "RATE_LIMITED",
        /429: slow down\)\. Try again in 300 s, or give a token/,
      ],
      ["500", () => html(500), "HTTP", /answered 500\. See https:\/\/status\.huggingface\.co/],
      ["403", () => json({ error: "disabled" }, 403), "AUTHENTICATION", /refuses access to ada\/adder \(403: disabled\)/],
      ["a page", () => html(), "PROTOCOL", /answered with text\/html where JSON .*proxy or a login page/],
      ["other JSON", () => json({ id: "ada/adder" }), "PROTOCOL", /does not tell where the Space ada\/adder answers/],
      ["no stage", () => json({ id: "ada/adder", host: "https://ada-adder.hf.space" }), "PROTOCOL", /told no stage/],
      [
        "another origin's redirect",
        () => new Response(null, { status: 302, headers: { location: "https://evil.test/" } }),
        "HTTP",
        /redirects to/,
      ],
    ])("the hub's answer of %s is an error of its kind", async (_what, answer, code, message) => {
      hub.space("ada/adder", { app: app.fetch });
      hub.once(/./, answer);
      const error = await caught(Client.connect("ada/adder", { fetch: hub.fetch }));
      expect(error.code).toBe(code);
      expect(error.message).toMatch(message);
      expect(hub.requests.map(({ url }) => url.origin)).toEqual(["https://huggingface.co"]);
    });

    it.each([429, 503])("a passing %i of the hub is asked again", async (status) => {
      hub.space("ada/adder", { app: app.fetch });
      hub.once(/./, () => json({}, status, { "retry-after": "2" }));
      expect((await connect("ada/adder")).spaceId).toBe("ada/adder");
    });

    it("the app's own failure stands where the Space is up, or the hub cannot tell", async () => {
      const locked = () => Promise.resolve(json({ detail: "Not authenticated" }, 401));
      hub.space("ada/locked", { app: locked });
      for (const src of ["ada/locked", "https://ada-locked.hf.space"])
        expect(await caught(Client.connect(src, { fetch: hub.fetch }))).toMatchObject({
          code: "AUTHENTICATION",
          url: "https://ada-locked.hf.space/config",
        });
      expect(hub.asked().filter((asked) => asked.endsWith("/config"))).toHaveLength(2);
      hub.once(/by-subdomain/, () => json({}, 404));
      expect(await caught(Client.connect("https://ada-locked.hf.space", { fetch: hub.fetch }))).toMatchObject({ code: "AUTHENTICATION" });
      hub.once(/by-subdomain/, () => html(500));
      expect(await caught(Client.connect("https://ada-nothing.hf.space", { fetch: hub.fetch }))).toMatchObject({ code: "UNSUPPORTED_APP" });
    });

    it("a mistake in the options is told before anyone is asked", async () => {
      for (const options of [{ token: "a\nb" }, { headers: { "a b": "c" } }, { onSpaceStatus: true }])
        expect(await caught(Client.connect("ada/adder", { fetch: hub.fetch, ...(options as object) }))).toMatchObject({
          code: "INVALID_ARGUMENT",
        });
      expect(hub.requests).toEqual([]);
    });
  });

  describe("that is private (users.md rows 5 and 34)", () => {
    it("gets the token from every request, the hub gets it its own way, and nobody gets anything else (promise 2)", async () => {
      hub.account("ada", "hf_ada");
      hub.space("ada/adder", { app: app.fetch, token: "hf_ada", stages: ["SLEEPING", "BUILDING", "RUNNING"] });
      const options = { token: "hf_ada", headers: { "x-mine": "1", authorization: "Bearer app", cookie: "a=1" } };
      const client = await connect("ada/adder", options);
      vi.useRealTimers();
      expect(await client.predict("/add", [1, 2])).toBe(3);
      const toHub = hub.to("https://huggingface.co");
      const toSpace = hub.to("https://ada-adder.hf.space");
      expect(toHub.length).toBeGreaterThan(2);
      expect(toSpace.length).toBeGreaterThan(3);
      expect(toHub.length + toSpace.length).toBe(hub.requests.length);
      for (const { headers } of toHub) expect(headers).toEqual({ authorization: "Bearer hf_ada" });
      for (const { url, headers, body } of toSpace) {
        expect(headers, url.pathname).toMatchObject({ "x-hf-authorization": "Bearer hf_ada", authorization: "Bearer app", "x-mine": "1" });
        expect(headers["cookie"], url.pathname).toMatch(/^a=1/);
        expect(`${url}${JSON.stringify(body)}`).not.toContain("hf_ada");
      }
    });

    it("gets no token where the hub names a host that is no Space's", async () => {
      hub.account("ada", "hf_ada");
      hub.once(/./, () => json({ id: "ada/adder", host: "https://evil.test", runtime: { stage: "RUNNING" } }));
      await caught(Client.connect("ada/adder", { fetch: hub.fetch, token: "hf_ada" }));
      const elsewhere = hub.to("https://evil.test");
      expect(elsewhere.length).toBeGreaterThan(0);
      for (const { headers } of elsewhere) expect(JSON.stringify(headers)).not.toContain("hf_ada");
    });

    it("tells a logger what happens, and not the token", async () => {
      hub.account("ada", "hf_ada");
      hub.space("ada/adder", { app: app.fetch, token: "hf_ada", stages: ["BUILDING", "RUNNING"] });
      hub.once(/spaces/, () => json({ error: "hf_ada" }, 503));
      const lines: string[] = [];
      const tell = (message: string, fields?: object) => void lines.push(`${message} ${JSON.stringify(fields)}`);
      await connect("ada/adder", { token: "hf_ada", logger: { debug: tell, info: tell, warn: tell, error: tell } });
      expect(lines.join("\n")).toMatch(/api\/spaces\/ada\/adder/);
      expect(lines.join("\n")).not.toContain("hf_ada");
    });
  });
});
