import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AuthenticationError, ConnectionLostError, type GradioError, HttpError, ProtocolError, SessionNotFoundError } from "../errors.js";
import { EventStream } from "./event-stream.js";

/** One connection of the stream, whose bytes the test writes. */
interface Line {
  readonly signal: AbortSignal;
  send(...messages: readonly object[]): void;
  end(): void;
  fail(error?: unknown): void;
}

function opened(open?: (signal: AbortSignal, count: number) => Promise<Response> | undefined, endsWithoutWord = false) {
  const lines: Line[] = [];
  let count = 0;
  const stream = new EventStream({
    open: async (signal) => {
      const other = open?.(signal, count++);
      if (other !== undefined) return other;
      let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
      const body = new ReadableStream<Uint8Array>({
        start: (given) => {
          controller = given;
        },
      });
      const encoder = new TextEncoder();
      lines.push({
        signal,
        send: (...messages) => controller?.enqueue(encoder.encode(messages.map((each) => `data: ${JSON.stringify(each)}\n\n`).join(""))),
        end: () => controller?.close(),
        fail: (error = new TypeError("terminated")) => controller?.error(error),
      });
      return new Response(body, { headers: { "content-type": "text/event-stream" } });
    },
    ask: async () => true,
    openTimeout: 60_000,
    silenceTimeout: 60_000,
    endsWithoutWord,
    log: undefined,
  });
  /** Subscribes a call whose join is answered when the test says so. */
  const call = (eventId: string) => {
    const heard: unknown[] = [];
    let answer = (_: string | Error) => {};
    let sent = false;
    const join = () => {
      sent = true;
      return new Promise<string>((resolve, reject) => {
        answer = (given) => (given instanceof Error ? reject(given) : resolve(given));
      });
    };
    const subscription = stream.subscribe(
      {
        accepted: () => void heard.push("accepted"),
        message: ({ msg }) => void heard.push(msg),
        lost: (error) => void heard.push(error),
      },
      join,
    );
    return {
      heard,
      subscription,
      sent: () => sent,
      answer: async (given: string | Error = eventId) => {
        answer(given);
        await tick();
      },
    };
  };
  return { stream, lines, call };
}

const tick = () => vi.advanceTimersByTimeAsync(0);
const about = (event_id: string, msg = "process_starts") => ({ msg, event_id });
const done = (event_id: string) => about(event_id, "process_completed");
const CLOSE = { msg: "close_stream", event_id: null };
const UNKNOWN = { msg: "unexpected_error", event_id: null, message: "404: Not Found", session_not_found: true, success: false };

/** A stream of a session that is known, whose last connection the server has closed. */
async function rested(open?: (signal: AbortSignal, count: number) => Promise<Response> | undefined) {
  const all = opened(open);
  const first = all.call("e0");
  await tick();
  await first.answer();
  all.lines[0]?.send(done("e0"), CLOSE);
  all.lines[0]?.end();
  await tick();
  expect(first.heard).toEqual(["accepted", "process_completed"]);
  return all;
}

describe("EventStream", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it("opens after the first join, when the server knows the session; one stream for all calls", async () => {
    const { lines, call } = opened();
    const first = call("e1");
    const second = call("e2");
    await tick();
    expect([first.sent(), second.sent(), lines.length]).toEqual([true, true, 0]);
    await first.answer();
    await second.answer();
    expect(lines).toHaveLength(1);
    lines[0]?.send(about("e2"), done("e1"), about("e1", "late"), done("e2"), CLOSE);
    lines[0]?.end();
    await tick();
    expect(first.heard).toEqual(["accepted", "process_completed"]);
    expect(second.heard).toEqual(["accepted", "process_starts", "process_completed"]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(lines).toHaveLength(1);
  });

  it("opens together with the join where the server knows the session", async () => {
    const { lines, call } = await rested();
    const next = call("e1");
    await tick();
    expect([next.sent(), lines.length]).toEqual([true, 2]);
    lines[1]?.send(about("e1"), done("e1"), CLOSE);
    lines[1]?.end();
    await tick();
    expect(next.heard).toEqual([]);
    await next.answer();
    expect(next.heard).toEqual(["accepted", "process_starts", "process_completed"]);
    expect(lines).toHaveLength(2);
  });

  it("asks a server that closes whatever is opened early once, until the join is answered", async () => {
    const { lines, call } = await rested();
    const next = call("e1");
    await tick();
    lines[1]?.send(CLOSE);
    lines[1]?.end();
    await vi.advanceTimersByTimeAsync(5000);
    expect(lines).toHaveLength(2);
    await next.answer();
    expect(lines).toHaveLength(3);
    lines[2]?.send(done("e1"), CLOSE);
    lines[2]?.end();
    await tick();
    expect(next.heard).toEqual(["accepted", "process_completed"]);
  });

  it("does not send a call that was given up while the server takes note of a broken stream", async () => {
    const { lines, call } = opened();
    const first = call("e1");
    await tick();
    await first.answer();
    lines[0]?.end();
    await tick();
    const next = call("e2");
    await vi.advanceTimersByTimeAsync(50);
    next.subscription.drop();
    await vi.advanceTimersByTimeAsync(200);
    expect([next.sent(), await next.subscription.joined]).toEqual([false, undefined]);
  });

  it("waits for the join again once the server has said that it does not know the session", async () => {
    const { lines, call } = await rested();
    const lost = call("e1");
    await tick();
    await lost.answer();
    lines[1]?.send(UNKNOWN);
    await tick();
    expect(lines).toHaveLength(3);
    lines[2]?.send(UNKNOWN);
    await tick();
    expect(lost.heard).toEqual(["accepted", expect.any(SessionNotFoundError)]);
    const next = call("e2");
    await tick();
    expect([next.sent(), lines.length]).toEqual([true, 3]);
    await next.answer();
    lines[3]?.send(done("e2"), CLOSE);
    lines[3]?.end();
    await tick();
    expect(next.heard).toEqual(["accepted", "process_completed"]);
  });

  it("forgets what came early on a stream that broke", async () => {
    const { lines, call } = opened();
    const first = call("e1");
    await tick();
    await first.answer();
    const joining = call("e2");
    await tick();
    lines[0]?.send(about("e2", "estimation"));
    await tick();
    lines[0]?.end();
    await vi.advanceTimersByTimeAsync(200);
    const again = call("e3");
    await tick();
    await again.answer("e2");
    expect(again.heard).toEqual(["accepted"]);
    lines[1]?.send(done("e2"), CLOSE);
    lines[1]?.end();
    await joining.answer("e9");
    expect(joining.heard).toEqual(["accepted", expect.any(ConnectionLostError)]);
    await vi.advanceTimersByTimeAsync(2000);
  });

  it("opens again where the server had forgotten the session, and the join made it anew", async () => {
    for (const order of ["error first", "answer first"]) {
      const { lines, call } = await rested();
      const next = call("e1");
      await tick();
      if (order === "answer first") await next.answer();
      lines[1]?.send(UNKNOWN);
      await tick();
      expect(lines[1]?.signal.aborted).toBe(true);
      if (order === "error first") await next.answer();
      expect(lines).toHaveLength(3);
      lines[2]?.send(done("e1"), CLOSE);
      lines[2]?.end();
      await tick();
      expect(next.heard).toEqual(["accepted", "process_completed"]);
    }
  });

  it("leaves what it opened for a join that failed to the next call: a server that notices its end late would drop that", async () => {
    const { lines, call } = await rested();
    const refused = call("e1");
    await tick();
    await refused.answer(new HttpError("no", 503));
    const next = call("e2");
    await tick();
    expect([next.sent(), lines.length, lines[1]?.signal.aborted]).toEqual([true, 2, false]);
    await next.answer();
    lines[1]?.send(done("e2"), CLOSE);
    lines[1]?.end();
    await tick();
    expect(next.heard).toEqual(["accepted", "process_completed"]);
  });

  it("closes what it opened for a join that failed if no call comes, and waits before a later join until the server has noticed", async () => {
    const { lines, call } = await rested();
    const refused = call("e1");
    await tick();
    const error = new HttpError("no", 503);
    await refused.answer(error);
    expect(refused.heard).toEqual([error]);
    expect(await refused.subscription.joined).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1000);
    expect(lines[1]?.signal.aborted).toBe(true);
    const next = call("e2");
    await vi.advanceTimersByTimeAsync(90);
    expect(next.sent()).toBe(false);
    await vi.advanceTimersByTimeAsync(20);
    expect([next.sent(), lines.length]).toEqual([true, 2]);
    await next.answer();
    expect(lines).toHaveLength(3);
    lines[2]?.send(done("e2"), CLOSE);
    lines[2]?.end();
    await tick();
    expect(next.heard).toEqual(["accepted", "process_completed"]);
  });

  it("stays open for the others where one join fails", async () => {
    const { lines, call } = await rested();
    const [refused, other] = [call("e1"), call("e2")];
    await tick();
    await refused.answer(new HttpError("no", 503));
    await other.answer();
    expect([lines.length, lines[1]?.signal.aborted]).toEqual([2, false]);
    lines[1]?.send(done("e2"), CLOSE);
    lines[1]?.end();
    await tick();
    expect(other.heard).toEqual(["accepted", "process_completed"]);
  });

  it.each<[string, (line: Line) => void, new (...args: never[]) => GradioError]>([
    ["is reset", (line) => line.fail(), ConnectionLostError],
    ["ends without close_stream", (line) => line.end(), ConnectionLostError],
    ["says what is no JSON", (line) => line.send([] as never), ProtocolError],
    ["is ended by the server", (line) => line.send({ msg: "unexpected_error", event_id: null, message: "" }), ConnectionLostError],
    [
      "is of a stopped server",
      (line) => line.send(...Array(50).fill({ msg: "unexpected_error", message: "Server stopped unexpectedly." })),
      ConnectionLostError,
    ],
    ["is of a session the server forgot", (line) => line.send(UNKNOWN), SessionNotFoundError],
    [
      "is of a session it forgot, up to 5.37",
      (line) => line.send({ msg: "unexpected_error", message: "404: Session not found." }),
      SessionNotFoundError,
    ],
  ])("loses its calls at once, and each once, when it %s; the next call opens another", async (_, breaks, type) => {
    const { lines, call } = opened();
    const calls = [call("e1"), call("e2")];
    await tick();
    for (const each of calls) await each.answer();
    lines[0]?.send(about("e1"), about("e2"));
    await tick();
    breaks(lines[0] as Line);
    await tick();
    for (const { heard } of calls) expect(heard).toEqual(["accepted", "process_starts", expect.any(type)]);
    const next = call("e3");
    await vi.advanceTimersByTimeAsync(100);
    await next.answer();
    expect(lines).toHaveLength(2);
    lines[1]?.send(about("e1"), done("e2"), done("e3"), CLOSE);
    lines[1]?.end();
    await tick();
    expect(next.heard).toEqual(["accepted", "process_completed"]);
    for (const { heard } of calls) expect(heard).toHaveLength(3);
  });

  it("gives the server a moment after a break: a join at once could die with the old stream", async () => {
    const { lines, call } = opened();
    const lost = call("e1");
    await tick();
    await lost.answer();
    lines[0]?.fail();
    await tick();
    const next = call("e2");
    await vi.advanceTimersByTimeAsync(50);
    expect(next.sent()).toBe(false);
    await vi.advanceTimersByTimeAsync(60);
    expect(next.sent()).toBe(true);
    await next.answer(new HttpError("no", 503));
  });

  it("loses a call whose join is under way when the stream breaks, once the join is answered", async () => {
    const { lines, call } = opened();
    const first = call("e1");
    await tick();
    await first.answer();
    const [joining, refused] = [call("e2"), call("e3")];
    await tick();
    lines[0]?.send(about("e2"));
    await tick();
    lines[0]?.fail();
    await tick();
    expect(joining.heard).toEqual([]);
    await joining.answer();
    expect(joining.heard).toEqual(["accepted", expect.any(ConnectionLostError)]);
    const own = new HttpError("no", 500);
    await refused.answer(own);
    expect(refused.heard).toEqual([own]);
    expect(lines).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
  });

  it("sends a hundred joins at a time; those that wait are not lost with a stream that breaks, and not sent once they are given up", async () => {
    const { lines, call } = opened();
    const calls = Array.from({ length: 103 }, (_, index) => call(`e${index}`));
    await tick();
    expect(calls.filter(({ sent }) => sent())).toHaveLength(100);
    await calls[0]?.answer();
    expect(calls[100]?.sent()).toBe(true);
    lines[0]?.fail();
    await tick();
    calls[101]?.subscription.drop();
    for (const { answer } of calls.slice(1, 101)) await answer();
    expect(calls[100]?.heard).toEqual(["accepted", expect.any(ConnectionLostError)]);
    await vi.advanceTimersByTimeAsync(200);
    expect([calls[101]?.sent(), calls[102]?.sent()]).toEqual([false, true]);
    await calls[102]?.answer();
    lines.at(-1)?.send(done("e102"));
    await tick();
    expect(calls[102]?.heard).toEqual(["accepted", "process_completed"]);
    await vi.advanceTimersByTimeAsync(2000);
  });

  it("opens again as often as a server closes it between quick joins; nothing is lost", async () => {
    const { lines, call } = opened();
    const calls = Array.from({ length: 6 }, (_, index) => call(`e${index}`));
    await tick();
    for (const each of calls) await each.answer();
    for (let index = 0; index < 6; index++) {
      expect(lines).toHaveLength(index + 1);
      lines[index]?.send(done(`e${index}`));
      for (let waiting = index + 1; waiting < 6; waiting++) lines[index]?.send(about(`e${waiting}`));
      lines[index]?.send(CLOSE);
      await tick();
      if (index % 2 === 0) lines[index]?.end();
      else lines[index]?.fail(); // Whatever comes after close_stream, it was a proper end.
      await tick();
    }
    for (const { heard } of calls) expect(heard.at(-1)).toBe("process_completed");
    expect(lines).toHaveLength(6);
  });

  it("loses a call that a stream opened for it says nothing of", async () => {
    const { lines, call } = opened();
    const [first, silent] = [call("e1"), call("e2")];
    await tick();
    await first.answer();
    await silent.answer();
    lines[0]?.send(done("e1"), CLOSE);
    lines[0]?.end();
    await tick();
    expect(lines).toHaveLength(2);
    lines[1]?.send(CLOSE);
    lines[1]?.end();
    await tick();
    expect(silent.heard).toEqual(["accepted", expect.any(ConnectionLostError)]);
    expect(lines).toHaveLength(2);
  });

  it("takes a call that comes after the server has closed to the next stream, without waiting for the end of the last", async () => {
    const { lines, call } = opened();
    const first = call("e1");
    await tick();
    await first.answer();
    lines[0]?.send(done("e1"), CLOSE);
    await tick();
    const next = call("e2");
    await tick();
    expect([lines.length, next.sent()]).toEqual([2, true]);
    await next.answer();
    lines[0]?.end();
    lines[1]?.send(done("e2"), CLOSE);
    lines[1]?.end();
    await tick();
    expect(next.heard).toEqual(["accepted", "process_completed"]);
    expect(lines).toHaveLength(2);
  });

  it("opens the next stream at once for a join that is on its way when the server closes", async () => {
    const { lines, call } = opened();
    const first = call("e1");
    await tick();
    await first.answer();
    lines[0]?.send(done("e1"));
    await tick();
    const next = call("e2");
    await tick();
    lines[0]?.send(CLOSE);
    await tick();
    expect(lines).toHaveLength(2);
    lines[1]?.send(done("e2"), CLOSE);
    await next.answer();
    for (const line of lines) line.end();
    await tick();
    expect(next.heard).toEqual(["accepted", "process_completed"]);
    expect(lines).toHaveLength(2);
  });

  it.each<[string, () => Promise<Response>, new (...args: never[]) => GradioError]>([
    ["fails", () => Promise.reject(new HttpError("gone", 502)), ConnectionLostError],
    ["is refused", () => Promise.reject(new AuthenticationError("no")), AuthenticationError],
    ["is a page", async () => new Response("<html>", { headers: { "content-type": "text/html" } }), ProtocolError],
    ["is empty", async () => new Response(null), ProtocolError],
    ["ends at once", async () => new Response(new Blob([]).stream()), ConnectionLostError],
  ])("loses its calls when the opening %s, with the status and the cause", async (_, open, type) => {
    const { call } = opened(() => open());
    const lost = call("e1");
    await tick();
    await lost.answer();
    await tick();
    expect(lost.heard).toEqual(["accepted", expect.any(type)]);
    if (type === ConnectionLostError && lost.heard[1] instanceof ConnectionLostError && lost.heard[1].cause !== undefined) {
      expect(lost.heard[1]).toMatchObject({ status: 502, cause: { message: "gone" } });
    }
    await vi.advanceTimersByTimeAsync(200);
  });

  it("lets go of a poisoned stream that the server leaves open, after a second; not while calls come", async () => {
    const { lines, call } = opened();
    const first = call("e1");
    await tick();
    await first.answer();
    lines[0]?.send(done("e1"));
    await vi.advanceTimersByTimeAsync(900);
    const next = call("e2");
    await vi.advanceTimersByTimeAsync(5000);
    expect([next.sent(), lines[0]?.signal.aborted]).toEqual([true, false]);
    await next.answer();
    lines[0]?.send(done("e2"));
    await tick();
    expect(next.heard).toEqual(["accepted", "process_completed"]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(lines[0]?.signal.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(100);
  });

  it("can be let go of when no call needs it", async () => {
    const { stream, lines, call } = opened();
    const [first, second] = [call("e1"), call("e2")];
    await tick();
    await first.answer();
    first.subscription.drop();
    expect(stream.idle).toBe(false);
    await second.answer();
    second.subscription.drop();
    second.subscription.drop();
    expect(stream.idle).toBe(true);
    void stream.dropIdle();
    expect(lines[0]?.signal.aborted).toBe(true);
    expect([first.heard, second.heard]).toEqual([["accepted"], ["accepted"]]);
    await vi.advanceTimersByTimeAsync(100);
  });

  it("is opened to be let go of, where it is not open: only its end keeps what waits from running; later calls wait for that", async () => {
    const { stream, lines, call } = opened();
    const dropped = call("e1");
    await tick();
    dropped.subscription.drop();
    await dropped.answer();
    expect(lines).toHaveLength(0);
    void stream.dropIdle();
    const later = call("e2");
    await tick();
    expect([lines[0]?.signal.aborted, later.sent()]).toEqual([true, false]);
    await vi.advanceTimersByTimeAsync(100);
    expect(later.sent()).toBe(true);
    await later.answer();
    lines[1]?.send(done("e2"), CLOSE);
    lines[1]?.end();
    await tick();
    expect(later.heard).toEqual(["accepted", "process_completed"]);
  });

  it("lets go of connections that the server closed and left open, when it is idle and when it is closed, and not before", async () => {
    for (const how of ["rest", "close"]) {
      const { stream, lines, call } = opened();
      const [short, long] = [call("e1"), call("e2")];
      await tick();
      await short.answer();
      lines[0]?.send(done("e1"), CLOSE);
      await tick();
      await long.answer();
      await vi.advanceTimersByTimeAsync(3000);
      expect([lines.length, lines[0]?.signal.aborted]).toEqual([2, false]);
      lines[1]?.send(done("e2"));
      await tick();
      if (how === "close") stream.close();
      else await vi.advanceTimersByTimeAsync(1000);
      expect(lines.map(({ signal }) => signal.aborted)).toEqual([true, true]);
      await vi.advanceTimersByTimeAsync(100);
    }
  });

  it("goes to rest again after a call that was given up before its join", async () => {
    const { lines, call } = opened();
    const first = call("e1");
    await tick();
    await first.answer();
    lines[0]?.send(done("e1"));
    await tick();
    const dropped = call("e2");
    dropped.subscription.drop();
    await vi.advanceTimersByTimeAsync(1100);
    expect([dropped.sent(), lines[0]?.signal.aborted]).toEqual([false, true]);
    await vi.advanceTimersByTimeAsync(100);
  });

  it("can be let go of while it opens", async () => {
    let signal: AbortSignal | undefined;
    const { stream, call } = opened((given) => {
      signal = given;
      return new Promise((_, reject) => given.addEventListener("abort", () => reject(given.reason)));
    });
    const dropped = call("e1");
    await tick();
    await dropped.answer();
    dropped.subscription.drop();
    stream.close();
    await tick();
    expect([signal?.aborted, dropped.heard]).toEqual([true, ["accepted"]]);
    await vi.advanceTimersByTimeAsync(100);
  });

  it("says nothing to a call dropped while it joined, and opens no stream for it", async () => {
    const { lines, call } = opened();
    const dropped = call("e1");
    await tick();
    dropped.subscription.drop();
    await dropped.answer();
    expect([dropped.heard, lines.length]).toEqual([[], 0]);
    expect(await dropped.subscription.joined).toBe("e1");
  });

  it("holds on to no call that has ended, however long the stream goes on", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const { lines, stream, call } = opened();
    const first = call("e1");
    await tick();
    await first.answer();
    const ended: WeakRef<object>[] = [];
    for (let index = 0; index < 20; index++) {
      const subscriber = { accepted: () => {}, message: () => {}, lost: () => {} };
      ended.push(new WeakRef(subscriber));
      const { joined, drop } = stream.subscribe(subscriber, async () => `call${index}`);
      await joined;
      lines[0]?.send(about(`call${index}`), done(`call${index}`));
      await tick();
      drop();
    }
    vi.useRealTimers();
    await new Promise((resolve) => setTimeout(resolve, 10));
    collect();
    expect(ended.filter((reference) => reference.deref() !== undefined).length).toBeLessThan(3);
    vi.useFakeTimers();
    lines[0]?.send(done("e1"), CLOSE);
    lines[0]?.end();
    await tick();
    expect(first.heard.at(-1)).toBe("process_completed");
  });

  it("reports a call to which the server gives the id of another, and keeps the other", async () => {
    const { lines, call } = opened();
    const [first, second] = [call("e1"), call("e2")];
    await tick();
    await first.answer();
    await second.answer("e1");
    expect(second.heard).toEqual([expect.any(ProtocolError)]);
    lines[0]?.send(done("e1"), CLOSE);
    lines[0]?.end();
    await tick();
    expect(first.heard).toEqual(["accepted", "process_completed"]);
  });
});

describe("EventStream of a server that ends a stream without a word (protocol.md §3.4)", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("opens the next for calls that are open, and for those that come later", async () => {
    const { lines, call } = opened(undefined, true);
    const [first, second] = [call("e1"), call("e2")];
    await tick();
    await first.answer();
    await second.answer();
    lines[0]?.send(about("e2"), done("e1"));
    lines[0]?.end();
    await tick();
    expect([first.heard, lines.length]).toEqual([["accepted", "process_completed"], 2]);
    lines[1]?.send(done("e2"));
    lines[1]?.end();
    await tick();
    expect(second.heard).toEqual(["accepted", "process_starts", "process_completed"]);
    const third = call("e3");
    await tick();
    await third.answer();
    lines[2]?.send(done("e3"));
    lines[2]?.end();
    await tick();
    expect([third.heard, lines.length]).toEqual([["accepted", "process_completed"], 3]);
  });

  it("gives up a call of which the stream that was opened for it says nothing", async () => {
    const { lines, call } = opened(undefined, true);
    const lost = call("e1");
    await tick();
    await lost.answer();
    lines[0]?.end();
    await tick();
    expect(lost.heard).toEqual(["accepted", expect.any(ConnectionLostError)]);
    expect(lines).toHaveLength(1);
  });

  it("loses its calls when the stream breaks all the same, or the server stops", async () => {
    for (const breakIt of [(line?: Line) => line?.fail(), (line?: Line) => line?.send({ msg: "server_stopped" })]) {
      const { lines, call } = opened(undefined, true);
      const lost = call("e1");
      await tick();
      await lost.answer();
      lines[0]?.send(about("e1"));
      await tick();
      breakIt(lines[0]);
      await tick();
      expect(lost.heard).toEqual(["accepted", "process_starts", expect.any(ConnectionLostError)]);
    }
  });
});
