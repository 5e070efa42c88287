import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { AuthenticationError, CancelledError, ConnectionError, HttpError, ProtocolError, RateLimitError, TimeoutError } from "../errors.js";
import { testHttp } from "../testing/test-http.js";
import { CookieJar } from "./cookie-jar.js";
import { Cookies } from "./cookies.js";
import type { FetchFunction, FetchInit } from "./fetch-types.js";
import { readHeaders } from "./headers.js";
import { redacting } from "./logger.js";
import { Login } from "./login.js";
import type { HttpOptions } from "./request-options.js";

type Answer = Response | Error | "never";
interface Sent extends FetchInit {
  readonly url: string;
}

/** Answers one request after another as the test says; the last answer stands for all that follow. */
function scripted(...answers: readonly (Answer | ((request: Sent) => Answer | Promise<Answer>))[]) {
  const sent: Sent[] = [];
  const fetch: FetchFunction = async (url, init = {}) => {
    const request = { url, ...init };
    sent.push(request);
    const next = answers[Math.min(sent.length, answers.length) - 1];
    const answer = typeof next === "function" ? await next(request) : next;
    if (answer === "never") return new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    if (answer instanceof Error) throw answer;
    return answer?.clone() as Response;
  };
  return { sent, fetch };
}

const http = (fetch: FetchFunction, options: Partial<HttpOptions> = {}) =>
  testHttp(fetch, { base: new URL("http://app.test/mount/"), own: { "x-gradio-user": "api" }, maxRetries: 2, ...options });

const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json", ...headers } });
const failure = (code: string) => new TypeError("fetch failed", { cause: Object.assign(new Error(`connect ${code}`), { code }) });

/** What a promise is rejected with, at the time its fake timers say. */
async function rejection(promise: Promise<unknown>, milliseconds = 200_000): Promise<unknown> {
  const caught = promise.then(
    (value) => expect.fail(`resolved: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  await vi.advanceTimersByTimeAsync(milliseconds);
  return caught;
}

async function resolution<T>(promise: Promise<T>, milliseconds = 200_000): Promise<T> {
  promise.catch(() => {});
  await vi.advanceTimersByTimeAsync(milliseconds);
  return promise;
}

describe("Http", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  describe("asks", () => {
    it("relative to the URL the caller gave, with its own headers, the caller's and the call's", async () => {
      const { sent, fetch } = scripted(json({ a: 1 }));
      const client = http(fetch, {
        headers: readHeaders({ "X-All": "1", "X-Gradio-User": null }),
        cookies: new Cookies(new CookieJar("a=b")),
      });
      expect(await client.json("queue/join", { json: [1], headers: readHeaders({ "x-one": "2", "content-type": "text/plain" }) })).toEqual({
        a: 1,
      });
      expect(sent[0]).toMatchObject({
        url: "http://app.test/mount/queue/join",
        method: "POST",
        body: "[1]",
        redirect: "manual",
        headers: { "x-all": "1", "x-one": "2", cookie: "a=b", "content-type": "application/json" },
      });
      expect(sent[0]?.headers).not.toHaveProperty("x-gradio-user");
    });

    it("sends a body as it is read, with its length if that is known, and none of it twice", async () => {
      const { sent, fetch } = scripted(new TypeError("terminated"), json({}));
      const made: ReadableStream<Uint8Array>[] = [];
      const stream = (length: number | undefined) => () => {
        const body = new Blob(["x"]).stream();
        made.push(body);
        return { stream: body, type: "multipart/form-data; boundary=b", length };
      };
      const headers = readHeaders({ "content-type": "application/json", "x-own": "1" });
      const again = http(fetch, { headers }).json("upload", { stream: stream(5), repeat: "safe" });
      await vi.advanceTimersByTimeAsync(1000);
      await again;
      await http(fetch).json("upload", { stream: stream(undefined) });
      expect(sent.map(({ body }) => body)).toEqual(made);
      expect(sent.map(({ method, duplex, redirect }) => [method, duplex, redirect])).toEqual(Array(3).fill(["POST", "half", "error"]));
      // So, Node's fetch keeps nothing of it.
      expect(sent.every((init) => (init as { window?: unknown }).window === null)).toBe(true);
      expect(sent[1]?.headers).toMatchObject({ "content-type": "multipart/form-data; boundary=b", "content-length": "5", "x-own": "1" });
      expect(sent[2]?.headers).not.toHaveProperty("content-length");
    });

    // workerd names all that Node is made of, without versions.
    it.each([
      {},
      { undici: "" },
    ])("says no more of redirects than other runtimes than Node take, where a body is streamed: %j", async (versions) => {
      const { sent, fetch } = scripted(json({}));
      vi.stubGlobal("process", { ...process, versions });
      onTestFinished(() => void vi.unstubAllGlobals());
      await http(fetch).json("upload", { stream: () => ({ stream: new Blob(["x"]).stream(), type: "a/b", length: 1 }) });
      expect([sent[0]?.redirect, sent[0]?.duplex, Object.hasOwn(sent[0] ?? {}, "window")]).toEqual(["manual", "half", false]);
    });

    it("leaves the type of multipart forms to the runtime (users.md row 31)", async () => {
      const { sent, fetch } = scripted(json([]));
      await http(fetch, { headers: readHeaders({ "content-type": "application/json" }) }).json("upload", { form: new FormData() });
      expect(sent[0]?.headers).not.toHaveProperty("content-type");
    });

    it("with the cookies of every answer before", async () => {
      const { sent, fetch } = scripted(json({}, 200, { "set-cookie": "route=r1" }), json({}, 500, { "set-cookie": "login=l1" }), json({}));
      const client = http(fetch);
      await client.answer("config");
      await resolution(client.answer("info"));
      await client.answer("app_id");
      expect(sent[2]?.headers?.["cookie"]).toBe("route=r1; login=l1");
    });
  });

  describe("says what went wrong", () => {
    it.each([
      ["refused", failure("ECONNREFUSED"), /connection refused \(ECONNREFUSED\). Is the app running there\?/],
      ["no such host", failure("ENOTFOUND"), /no such host \(ENOTFOUND\)/],
      ["no code (users.md row 38)", new TypeError("Failed to fetch"), /In a browser, the app may not allow calls from this page's origin/],
    ])("%s", async (_, error, message) => {
      const caught = await rejection(http(scripted(error).fetch, { maxRetries: 0 }).json("config"));
      expect(caught).toBeInstanceOf(ConnectionError);
      expect(caught).toMatchObject({
        message: expect.stringMatching(message),
        retryable: true,
        url: "http://app.test/mount/config",
        cause: error,
      });
    });

    it("of a call whose answer never came: that it may have run", async () => {
      const reset = await rejection(http(scripted(failure("ECONNRESET")).fetch).json("queue/join", { json: {} }));
      expect(reset).toMatchObject({ code: "CONNECTION_FAILED", message: expect.stringContaining("may have been done all the same") });
      const refused = await rejection(http(scripted(failure("ECONNREFUSED")).fetch).json("queue/join", { json: {} }));
      expect(refused).toMatchObject({ message: expect.not.stringContaining("may have been done") });
    });

    it.each([
      [401, AuthenticationError],
      [403, AuthenticationError],
      [429, RateLimitError],
      [404, HttpError],
      [413, HttpError],
      [500, HttpError],
      [418, HttpError],
    ])("by status %i, with the server's words", async (status, type) => {
      const caught = await rejection(
        http(scripted(json({ detail: "the words" }, status)).fetch, { maxRetries: 0 }).json("x?session_hash=s"),
      );
      expect(caught).toBeInstanceOf(type);
      expect(caught).toMatchObject({
        status,
        url: "http://app.test/mount/x",
        body: { detail: "the words" },
        message: expect.stringContaining("the words"),
      });
    });

    it("of a 500 the last line of a traceback, of HTML nothing", async () => {
      const traceback = 'Traceback (most recent call last):\n  File "x.py", line 1\nValueError: the reason\n';
      expect(await rejection(http(scripted(new Response(traceback, { status: 500 })).fetch).json("x"))).toMatchObject({
        message: "The server answered 500: ValueError: the reason",
        retryable: true,
      });
      expect(await rejection(http(scripted(new Response("<html>no</html>", { status: 404 })).fetch).json("x"))).toMatchObject({
        message: "The server answered 404",
      });
    });

    it("of words from anywhere, in one line that moves no cursor, and looks no deeper than servers hide them", async () => {
      const said = (text: string) => rejection(http(scripted(new Response(text, { status: 422 })).fetch).json("x"));
      const words = (body: unknown) => said(JSON.stringify(body));
      expect(await words({ detail: "a\r\n\u001b[2Jb\u009b31m" })).toMatchObject({ message: "The server answered 422: a [2Jb 31m" });
      expect(await words({ detail: [{ msg: "one" }, { detail: { message: "two" } }, null, 5] })).toMatchObject({
        message: "The server answered 422: one; two; ; ",
      });
      const deep = await said(`${'{"detail":['.repeat(50_000)}1${"]}".repeat(50_000)}`);
      expect(deep).toMatchObject({ message: "The server answered 422" });
      expect(((await words({ detail: Array(100_000).fill({ msg: "long" }) })) as Error).message.length).toBeLessThan(600);
    });

    it("of a good answer that is too long, before it is read; of another its status, and how it begins", async () => {
      const piece = new Uint8Array(1 << 20).fill(97);
      const endless = (status: number) =>
        new Response(new ReadableStream({ pull: (controller) => controller.enqueue(piece) }, { highWaterMark: 0 }), { status });
      const asking = (status: number) => http(async () => endless(status), { maxRetries: 0 }).json("x");
      expect(await rejection(asking(200))).toMatchObject({ code: "PROTOCOL", message: expect.stringContaining("more than 32 MB") });
      expect(await rejection(asking(404))).toMatchObject({
        code: "HTTP",
        message: expect.stringMatching(/^The server answered 404: a{500}$/),
      });
    });

    it("of a good answer that is no JSON", async () => {
      const page = new Response("<!doctype html>", { headers: { "content-type": "text/html" } });
      expect(await rejection(http(scripted(page).fetch).json("x"))).toBeInstanceOf(ProtocolError);
    });

    it("of nothing where the caller gives a browser's own fetch, which must not be called as a method", async () => {
      const strict = async function (this: unknown) {
        if (this !== undefined) throw new TypeError("Illegal invocation");
        return json("fine");
      };
      expect(await http(strict).json("x")).toBe("fine");
    });

    it("of a fetch that throws at once", async () => {
      const throwing: FetchFunction = () => {
        throw new Error("no fetch today");
      };
      expect(await rejection(http(throwing).json("x"))).toMatchObject({
        code: "CONNECTION_FAILED",
        message: expect.stringContaining("no fetch today"),
      });
    });
  });

  describe("gives up", () => {
    it("when no answer comes in time, and does not ask again", async () => {
      const { sent, fetch } = scripted("never");
      const caught = await rejection(http(fetch, { requestTimeout: 5000 }).json("config"), 5000);
      expect(caught).toBeInstanceOf(TimeoutError);
      expect(caught).toMatchObject({ phase: "request", url: "http://app.test/mount/config" });
      expect(sent).toHaveLength(1);
      expect(sent[0]?.signal?.aborted).toBe(true);
    });

    it("when the answer begins in time, and its end does not come", async () => {
      const endless = new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"a":')) }));
      expect(await rejection(http(async () => endless, { requestTimeout: 5000 }).json("config"), 5000)).toBeInstanceOf(TimeoutError);
    });

    it("when the caller's signal aborts: with its reason as the cause, before, while asking, and between attempts", async () => {
      const reason = new Error("enough");
      const { sent, fetch } = scripted("never");
      expect(await rejection(http(fetch).json("config", { signal: AbortSignal.abort(reason) }))).toMatchObject({
        code: "CANCELLED",
        cause: reason,
      });
      expect(sent).toHaveLength(0);
      const controller = new AbortController();
      const asking = http(fetch).json("config", { signal: controller.signal });
      controller.abort(reason);
      expect(await rejection(asking)).toBeInstanceOf(CancelledError);
      const again = new AbortController();
      const waiting = http(scripted(failure("ECONNREFUSED")).fetch).json("config", { signal: again.signal });
      setTimeout(() => again.abort(reason), 100);
      expect(await rejection(waiting)).toMatchObject({ code: "CANCELLED", cause: reason });
    });

    it("by itself, of a fetch that knows no signals; what that answers later is let go", async () => {
      let answer = (_: Response) => {};
      const deaf: FetchFunction = () =>
        new Promise((resolve) => {
          answer = resolve;
        });
      expect(await rejection(http(deaf, { requestTimeout: 5000 }).json("config"), 5000)).toBeInstanceOf(TimeoutError);
      const cancelled = vi.fn();
      answer(new Response(new ReadableStream({ cancel: cancelled })));
      await vi.advanceTimersByTimeAsync(0);
      expect(cancelled).toHaveBeenCalledOnce();
    });

    it("never, where it may take as long as it takes", async () => {
      const slow = scripted(async () => {
        await new Promise((resolve) => setTimeout(resolve, 10 * 60_000));
        return json({ data: [] });
      });
      const answer = http(slow.fetch).answer("run/x", { json: {}, timeout: Number.POSITIVE_INFINITY });
      expect(await resolution(answer, 11 * 60_000)).toMatchObject({ status: 200 });
    });

    it("leaves no listener on a signal that outlives the request", async () => {
      const { signal } = new AbortController();
      const added = vi.spyOn(signal, "addEventListener");
      const client = http(scripted(json({})).fetch);
      for (let request = 0; request < 20; request++) await client.json("x", { signal });
      expect(added.mock.calls.length).toBeLessThanOrEqual(1);
    });
  });

  describe("asks again", () => {
    it.each([
      ["a network failure", failure("ECONNRESET")],
      ["408", json({}, 408)],
      ["429", json({}, 429)],
      ["502", json({}, 502)],
      ["503", json({}, 503)],
      ["504", json({}, 504)],
    ])("after %s, as often as it may", async (_, answer) => {
      const { sent, fetch } = scripted(answer, answer, json("fine"));
      expect(await resolution(http(fetch).json("config"))).toBe("fine");
      expect(sent).toHaveLength(3);
      const never = scripted(answer);
      await rejection(http(never.fetch).json("config"));
      expect(never.sent).toHaveLength(3);
      const once = scripted(answer);
      await rejection(http(once.fetch, { maxRetries: 0 }).json("config"));
      expect(once.sent).toHaveLength(1);
    });

    it.each([400, 401, 403, 404, 422, 500])("not after %i", async (status) => {
      const { sent, fetch } = scripted(json({}, status));
      await rejection(http(fetch).json("config"));
      expect(sent).toHaveLength(1);
    });

    it("after 0.5 s, then after twice as long each time up to 30 s, of which chance takes at most a half", async () => {
      for (const [chance, share] of [
        [0, 0.5],
        [1, 1],
      ] as const) {
        vi.spyOn(Math, "random").mockReturnValue(chance);
        const { sent, fetch } = scripted(json({}, 503));
        const times: number[] = [];
        const timed: FetchFunction = (url, init) => {
          times.push(Date.now());
          return fetch(url, init);
        };
        await rejection(http(timed, { maxRetries: 8 }).json("config"));
        const waits = times.slice(1).map((time, index) => time - (times[index] as number));
        expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000].map((wait) => wait * share));
        expect(sent).toHaveLength(9);
        vi.restoreAllMocks();
      }
    });

    it("when the server says, in seconds or by date", async () => {
      vi.setSystemTime(new Date("2026-01-01T00:00:00Z"));
      for (const retryAfter of ["7", "Thu, 01 Jan 2026 00:00:07 GMT"]) {
        vi.setSystemTime(new Date("2026-01-01T00:00:00Z"));
        const { sent, fetch } = scripted(json({}, 429, { "retry-after": retryAfter }), json("fine"));
        const asked = http(fetch).json("config");
        await vi.advanceTimersByTimeAsync(6900);
        expect(sent).toHaveLength(1);
        expect(await resolution(asked, 200)).toBe("fine");
      }
    });

    it("not where the server wants a longer wait than a request may take: the error comes at once", async () => {
      const { sent, fetch } = scripted(json({ detail: "slow down" }, 429, { "retry-after": "61" }));
      const caught = await rejection(http(fetch).json("config"), 0);
      expect(caught).toBeInstanceOf(RateLimitError);
      expect(caught).toMatchObject({ retryAfter: 61, retryable: true });
      expect(sent).toHaveLength(1);
    });

    it("a call only if it provably reached nobody: refused, no host, no connection; never after an answer (users.md row 36)", async () => {
      for (const code of ["ECONNREFUSED", "ENOTFOUND", "UND_ERR_CONNECT_TIMEOUT"]) {
        const { sent, fetch } = scripted(failure(code), json("fine"));
        expect(await resolution(http(fetch).json("queue/join", { json: {} }))).toBe("fine");
        expect(sent).toHaveLength(2);
      }
      for (const answer of [
        failure("ECONNRESET"),
        failure("UND_ERR_SOCKET"),
        json({}, 502),
        json({}, 503),
        json({}, 429),
        "never",
      ] as const) {
        const { sent, fetch } = scripted(answer);
        await rejection(http(fetch).json("queue/join", { json: {} }));
        expect(sent).toHaveLength(1);
      }
    });
  });

  describe("while a login is made anew", () => {
    it("waits no longer than the caller's signal and its own time allow", async () => {
      const client = http(scripted(json({}, 401)).fetch, { requestTimeout: 5000 });
      client.keepLoggedIn(new Login(() => new Promise(() => {})));
      const reason = new Error("enough");
      const controller = new AbortController();
      const asking = client.json("config", { signal: controller.signal });
      setTimeout(() => controller.abort(reason), 100);
      expect(await rejection(asking, 100)).toMatchObject({ code: "CANCELLED", cause: reason });
      expect(await rejection(client.json("queue/join", { json: {} }), 5000)).toBeInstanceOf(TimeoutError);
    });

    it("does again what failed for want of a login, and nothing else", async () => {
      const client = http(scripted().fetch);
      const logIn = vi.fn(async () => {});
      client.keepLoggedIn(new Login(logIn));
      const { signal } = new AbortController();
      const broken = vi.fn(async () => Promise.reject(new ConnectionError("broken")));
      expect(await rejection(client.loggedIn(broken, signal))).toBeInstanceOf(ConnectionError);
      expect([broken.mock.calls.length, logIn.mock.calls.length]).toEqual([1, 0]);
      const refused = vi.fn(async () => Promise.reject(new AuthenticationError("refused")));
      expect(await rejection(client.loggedIn(refused, signal))).toBeInstanceOf(AuthenticationError);
      expect([refused.mock.calls.length, logIn.mock.calls.length]).toEqual([2, 1]);
    });
  });

  describe("after a 500, whose connection the server closes without a word", () => {
    it("waits a moment, so that the next request opens another", async () => {
      const client = http(scripted(new Response("Internal Server Error", { status: 500 }), json("fine")).fetch);
      let failed = false;
      const first = client.json("x").catch(() => {
        failed = true;
      });
      await vi.advanceTimersByTimeAsync(40);
      expect(failed).toBe(false);
      await vi.advanceTimersByTimeAsync(20);
      await first;
      expect(failed).toBe(true);
      expect(await client.json("x")).toBe("fine");
    });

    it("does not wait where the 500 is an answer of the app, in JSON", async () => {
      const client = http(scripted(json({ error: "boom" }, 500)).fetch);
      expect(await client.answer("x", { json: {} })).toMatchObject({ status: 500, body: { error: "boom" } });
    });
  });

  describe("redirects", () => {
    const moved = (location: string, status = 302) => new Response(null, { status, headers: { location } });

    it("are followed inside the origin, cookies included", async () => {
      const { sent, fetch } = scripted(
        new Response(null, { status: 301, headers: { location: "config/", "set-cookie": "a=b" } }),
        json("fine"),
      );
      expect(await http(fetch).json("config")).toBe("fine");
      expect(sent[1]).toMatchObject({ url: "http://app.test/mount/config/", headers: { cookie: "a=b" } });
    });

    it.each([
      "https://app.test/mount/config",
      "http://evil.test/",
      "//evil.test/x",
      "http://app.test:81/",
    ])("are not followed to %s", async (location) => {
      const { sent, fetch } = scripted(moved(location));
      const caught = await rejection(http(fetch).json("config?session_hash=secret"));
      expect(caught).toMatchObject({ code: "HTTP", status: 302, message: expect.stringContaining("connect there") });
      expect((caught as Error).message).not.toContain("secret");
      expect(sent).toHaveLength(1);
    });

    it.each([
      "file:///etc/passwd",
      "data:,x",
      "http://",
      "blob:http://app.test/x",
    ])("are not followed to %s, even of downloads", async (location) => {
      const { sent, fetch } = scripted(moved(location));
      expect(await rejection(http(fetch, { maxRetries: 0 }).download("http://app.test/mount/file=x"))).toMatchObject({ code: "HTTP" });
      expect(sent).toHaveLength(1);
      await expect(http(fetch).download("file:///etc/passwd")).rejects.toMatchObject({ code: "PROTOCOL" });
      expect(sent).toHaveLength(1);
    });

    it("are told without what may be secret in them", async () => {
      const { fetch } = scripted(moved("https://sso.test/login?token=secret#fragment"));
      expect(await rejection(http(fetch).json("config"))).toMatchObject({
        message: expect.stringMatching(/redirects to https:\/\/sso\.test\/login, where/),
      });
    });

    it("take no body along", async () => {
      for (const status of [301, 302, 303, 307, 308]) {
        const { sent, fetch } = scripted(moved("/mount/elsewhere", status));
        expect(await rejection(http(fetch).json("login", { form: new URLSearchParams({ password: "secret" }) }))).toMatchObject({ status });
        expect(sent).toHaveLength(1);
      }
    });

    it("end", async () => {
      const { sent, fetch } = scripted(moved("config"));
      expect(await rejection(http(fetch).json("config"))).toMatchObject({ code: "HTTP" });
      expect(sent).toHaveLength(6);
    });

    it("of downloads are followed anywhere, and elsewhere goes nothing of the client's, nor does anything come back", async () => {
      const { sent, fetch } = scripted(
        moved("http://cdn.test/file"),
        new Response("bytes", { headers: { "set-cookie": "login=stolen" } }),
        json({}),
      );
      const client = http(fetch, {
        headers: readHeaders({ authorization: "Bearer app" }),
        cookies: new Cookies(new CookieJar("login=mine")),
        own: { "x-hf-authorization": "Bearer hf" },
      });
      expect(await (await client.download("http://app.test/mount/file=x")).text()).toBe("bytes");
      expect(sent[0]?.headers).toEqual({ authorization: "Bearer app", cookie: "login=mine", "x-hf-authorization": "Bearer hf" });
      expect(sent[1]).toMatchObject({ url: "http://cdn.test/file", headers: {} });
      await client.json("config");
      expect(sent[2]?.headers?.["cookie"]).toBe("login=mine");
    });
  });

  it("opens a stream within its time, which then lasts as long as it lasts; the caller's signal still ends it", async () => {
    const { sent, fetch } = scripted(async () => new Response(new ReadableStream()));
    const controller = new AbortController();
    await http(fetch, { requestTimeout: 5000 }).open("queue/data", { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent[0]?.signal?.aborted).toBe(false);
    controller.abort();
    expect(sent[0]?.signal?.aborted).toBe(true);
  });

  it("tells a logger of everything, and of nothing it may not know: query, session, token, cookie", async () => {
    const told: unknown[] = [];
    const tell = (...parts: unknown[]) => void told.push(parts);
    const cookies = new Cookies(new CookieJar("login=c00kie"));
    const log = redacting({ debug: tell, info: tell, warn: tell, error: tell }, () => ["hf_t0ken", ...cookies.secrets()]);
    const failing = new TypeError("fetch failed for hf_t0ken and c00kie", { cause: failure("ECONNRESET") });
    const client = http(scripted(failing, json({}, 502), json({})).fetch, { log, cookies });
    await resolution(client.answer("queue/data?session_hash=s3ssion"));
    await client.answer("heartbeat/s3ssion");
    await client.answer("stream/s3ssion/1/2/playlist.m3u8");
    expect(told.length).toBeGreaterThan(4);
    expect(JSON.stringify(told)).not.toMatch(/s3ssion|hf_t0ken|c00kie/);
  });
});
