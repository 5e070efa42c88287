import type { IncomingMessage } from "node:http";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { describe, expect, it } from "vitest";
import { KeptFiles } from "./kept-files.js";
import { Recording } from "./recording.js";
import { Traffic } from "./traffic.js";

interface Passing {
  readonly body?: unknown;
  readonly answer?: unknown;
  readonly events?: readonly (object | string)[];
  readonly status?: number;
}

/** Lets requests pass, one after another. @returns what was recorded: function, what became of it. */
async function recorded(...requests: readonly (readonly [request: string, passing: Passing])[]) {
  const recording = new Recording(() => {});
  const traffic = new Traffic(recording, new KeptFiles(".", () => {}));
  for (const [request, { body, answer, events, status = 200 }] of requests) {
    const [method, url] = request.split(" ");
    const exchange = traffic.watch({ method, url, headers: {} } as IncomingMessage);
    if (body !== undefined) await pour(exchange?.body, JSON.stringify(body));
    const text = events?.map((event) => (typeof event === "string" ? event : `data: ${JSON.stringify(event)}\n\n`)).join("");
    await pour(exchange?.answer?.(status), text ?? JSON.stringify(answer));
  }
  return recording.entries.map(({ fn, data, outcome }) => ({ fn, data, outcome }));
}

async function pour(reader: Writable | undefined, text: string): Promise<void> {
  if (reader === undefined) return;
  // However it is cut.
  for (const byte of Buffer.from(text)) reader.write(Buffer.of(byte));
  await finished(reader.end());
}

const done = (...data: readonly unknown[]) => ({ kind: "done", data });

describe("The traffic of a page tells of calls", () => {
  it("that join the queue, whose ends come in the session's stream", async () => {
    const calls = await recorded(
      ["POST /gradio_api/queue/join?", { body: { data: ["ü"], fn_index: 3, session_hash: "s" }, answer: { event_id: "e1" } }],
      ["POST /queue/join", { body: { data: [1], fn_index: 4, session_hash: "s" }, answer: { event_id: "e2" } }],
      ["POST /queue/join", { body: { data: [2], fn_index: 4, session_hash: "s" }, answer: { event_id: "e3" } }],
      [
        "GET /gradio_api/queue/data?session_hash=s",
        {
          events: [
            { msg: "process_generating", event_id: "e1", output: { data: ["half"] } },
            { msg: "process_completed", event_id: "e2", success: false, output: { error: "No luck." } },
            { msg: "process_completed", event_id: "e1", success: true, output: { data: ["whole"] } },
            { msg: "process_completed", event_id: "e3", success: true, output: {} },
          ],
        },
      ],
    );
    expect(calls).toEqual([
      { fn: 3, data: ["ü"], outcome: done("whole") },
      { fn: 4, data: [1], outcome: { kind: "failed", message: "No luck." } },
      { fn: 4, data: [2], outcome: { kind: "cancelled" } },
    ]);
  });

  it("of Gradio 4.0 to 4.8, each with a stream of its own", async () => {
    const calls = await recorded(
      ["POST /queue/data", { body: { data: ["a"], fn_index: 1, event_id: "e1", session_hash: "s" }, answer: null }],
      [
        "GET /queue/join?fn_index=1&session_hash=s",
        {
          events: [
            { msg: "send_data", event_id: "e1" },
            { msg: "process_completed", output: { data: ["b"] } },
          ],
        },
      ],
    );
    expect(calls).toEqual([{ fn: 1, data: ["a"], outcome: done("b") }]);
  });

  it("beside the queue", async () => {
    const calls = await recorded(
      ["POST /gradio_api/run/predict", { body: { data: ["a"], fn_index: 1 }, answer: { data: ["b"] } }],
      ["POST /api/predict/", { body: { data: ["c"], fn_index: 2 }, answer: { error: null }, status: 500 }],
      ["POST /run/predict", { body: { data: ["d"], fn_index: 2 }, answer: { detail: "Not authenticated" }, status: 401 }],
    );
    expect(calls).toEqual([
      { fn: 1, data: ["a"], outcome: done("b") },
      { fn: 2, data: ["c"], outcome: { kind: "failed", message: "" } },
      { fn: 2, data: ["d"], outcome: { kind: "failed", message: "" } },
    ]);
  });

  it("by name", async () => {
    const calls = await recorded(
      ["POST /gradio_api/call/add", { body: { data: [1, 2] }, answer: { event_id: "e1" } }],
      ["GET /gradio_api/call/add/e1", { events: ["event: generating\ndata: [2]\n\n", "event: complete\ndata: [3]\n\n"] }],
      ["POST /gradio_api/call/add", { body: { data: [1] }, answer: { event_id: "e2" } }],
      ["GET /gradio_api/call/add/e2", { events: ["event: error\ndata: null\n\n"] }],
    );
    expect(calls).toEqual([
      { fn: "/add", data: [1, 2], outcome: done(3) },
      { fn: "/add", data: [1], outcome: { kind: "failed", message: "" } },
    ]);
  });

  it("but not of those that were refused, nor of anything else", async () => {
    const calls = await recorded(
      ["POST /queue/join", { body: { data: [], fn_index: 1 }, answer: { detail: "Queue is full." }, status: 503 }],
      ["POST /queue/join", { body: "no call", answer: { event_id: "e" } }],
      ["GET /config", { answer: { data: [], fn_index: 1 } }],
      ["POST /reset", { body: { data: [], fn_index: 1, event_id: "e" }, answer: {} }],
    );
    expect(calls).toEqual([]);
  });
});
