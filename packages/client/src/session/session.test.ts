import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { App } from "../app/app.js";
import { InvalidArgumentError } from "../errors.js";
import type { Http } from "../http/request.js";
import { checkSessionHash } from "../protocol/session-hash.js";
import { testHttp } from "../testing/test-http.js";
import { Session } from "./session.js";

function session(heartbeat: boolean) {
  const open = new Map<string, AbortSignal | undefined>();
  const http = testHttp(async (url, init) => {
    open.set(new URL(url).pathname, init?.signal);
    return new Response(new ReadableStream());
  });
  return { open, session: new Session(http, { prefix: "gradio_api/", heartbeat } as App, { hash: "s1" }) };
}

describe("Session", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("has a name that nobody guesses and any URL takes", () => {
    const names = Array.from({ length: 100 }, () => new Session({ silenceTimeout: 1 } as Http, {} as App).hash);
    expect(new Set(names).size).toBe(100);
    for (const name of names) expect(name).toMatch(/^[\da-f]{32}$/);
  });

  it("shows that it is alive from its first call on, where the app asks for that (protocol.md §9), until it is closed", async () => {
    const { open, session: alive } = session(true);
    expect(open.size).toBe(0);
    alive.enter({ fnIndex: 0 })();
    alive.enter({ fnIndex: 0 });
    await vi.advanceTimersByTimeAsync(0);
    const signal = open.get("/gradio_api/heartbeat/s1");
    expect(signal?.aborted).toBe(false);
    alive.close();
    expect(signal?.aborted).toBe(true);
    const { open: none, session: other } = session(false);
    other.enter({ fnIndex: 0 });
    expect(none.size).toBe(0);
  });

  it("knows which calls a cancel at the server would take along: those of the same function", () => {
    const { session: shared } = session(false);
    const [first, second, other] = [{ fnIndex: 1 }, { fnIndex: 1 }, { fnIndex: 2 }];
    const leave = [first, second, other].map((call) => shared.enter(call));
    expect([first, second, other].map((call) => shared.hasSibling(call))).toEqual([true, true, false]);
    leave[1]?.();
    expect(shared.hasSibling(first)).toBe(false);
  });

  it("closes with its last call, once it is retired", async () => {
    const { open, session: old } = session(true);
    const leave = [old.enter({ fnIndex: 0 }), old.enter({ fnIndex: 1 })];
    await vi.advanceTimersByTimeAsync(0);
    const signal = open.get("/gradio_api/heartbeat/s1");
    old.retire();
    leave[0]?.();
    expect(signal?.aborted).toBe(false);
    leave[1]?.();
    expect(signal?.aborted).toBe(true);
  });

  it.each(["", "a/b", "a b", "a?b", "ü", 5, null])("cannot be called %j", (hash) => {
    expect(() => checkSessionHash(hash)).toThrow(InvalidArgumentError);
  });
});
