import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { App, Endpoint } from "../app/app.js";
import { AppError, CancelledError, GradioError, ProtocolError, QueueFullError } from "../errors.js";
import { MessageReader } from "./read-call-message.js";

const V6 = { major: 6, minor: 31, patch: 0 };
const endpoint = { outputs: [] } as unknown as Endpoint;
const reader = (version = V6) => new MessageReader({ version } as App, endpoint);
const completed = (output: unknown, more: object = {}) => ({ msg: "process_completed", event_id: "e1", output, success: true, ...more });

describe("MessageReader", () => {
  it("reads every message of a call", () => {
    const read = (raw: object) => reader().read(raw as never);
    expect(read({ msg: "estimation", rank: 2, queue_size: 3, rank_eta: 4.5 })).toEqual({ type: "queued", rank: 2, queueSize: 3, eta: 4.5 });
    expect(read({ msg: "send_data", event_id: "e1" })).toEqual({ type: "sending" });
    expect(read({ msg: "process_starts", eta: null })).toEqual({ type: "started", eta: null });
    expect(read({ msg: "progress", progress_data: [{ index: 1, length: 10, unit: "steps", progress: null, desc: "x" }] })).toEqual({
      type: "progress",
      units: [{ index: 1, length: 10, unit: "steps", progress: null, desc: "x" }],
    });
    expect(read({ msg: "log", log: "hi", level: "warning", duration: null, visible: false, title: "T" })).toEqual({
      type: "log",
      log: { type: "log", level: "warning", message: "hi", duration: null, visible: false, title: "T" },
    });
    expect(read({ msg: "process_streaming", output: { data: [1] } })).toEqual({ type: "output", data: [1] });
    expect(read(completed({ data: [1], is_generating: false }))).toEqual({ type: "succeeded", data: [1] });
  });

  it("knows a full queue, which old servers tell of on the call's own line (protocol.md §3.1)", () => {
    expect(reader().read({ msg: "queue_full" })).toMatchObject({ type: "failed", error: expect.any(QueueFullError) });
  });

  it("takes the values of a server without edits whole", () => {
    const run = reader({ major: 4, minor: 16, patch: 0 });
    for (const data of [["a"], ["ab"], [[]], [[["append", [], "c"]]]]) {
      expect(run.read({ msg: "process_generating", output: { data } })).toEqual({ type: "output", data, grown: false });
    }
  });

  it("says nothing of what it does not know", () => {
    for (const msg of ["heartbeat", "close_stream", "brand_new", undefined, 5]) expect(reader().read({ msg })).toBeUndefined();
  });

  it("decodes the edits of a run, and takes the end whole", () => {
    const run = reader();
    expect(run.read({ msg: "process_generating", output: { data: ["a"] } })).toEqual({ type: "output", data: ["a"], grown: false });
    expect(run.read({ msg: "process_generating", output: { data: [[["append", [], "b"]]] } })).toEqual({
      type: "output",
      data: ["ab"],
      grown: true,
    });
    expect(run.read(completed({ data: ["ab"] }))).toEqual({ type: "succeeded", data: ["ab"] });
  });

  it("knows a failure by success, or by an error in the output", () => {
    for (const raw of [completed({ error: "no" }, { success: false }), completed({ error: "no" }), completed({ error: null, data: [1] })]) {
      expect(reader().read(raw)).toMatchObject({ type: "failed", error: expect.any(AppError) });
    }
  });

  it("takes the title of the message where the output has none", () => {
    expect(reader().read(completed({ error: "no" }, { success: false, title: "Oh" }))).toMatchObject({
      error: { title: "Oh", eventId: "e1" },
    });
    expect(reader().read(completed({ error: "no", title: "My" }, { success: false, title: "Oh" }))).toMatchObject({
      error: { title: "My" },
    });
  });

  it("takes an empty output for a cancelling by somebody else (users.md row 4)", () => {
    expect(reader().read(completed({}))).toMatchObject({ type: "failed", error: expect.any(CancelledError) });
  });

  it.each([
    ["no output", { msg: "process_generating" }],
    ["output that is null", { msg: "process_generating", output: null }],
    ["data that is no list", { msg: "process_generating", output: { data: { 0: 1 } } }],
    ["progress that is no list", { msg: "progress", progress_data: { index: 1 } }],
  ])("fails the call where a message has %s", (_, raw) => {
    expect(reader().read(raw)).toMatchObject({ type: "failed", error: expect.any(ProtocolError) });
  });

  it("reads any message there can be: gives what it says, nothing, or a failure of ours, and never throws", () => {
    const msg = fc.constantFrom(
      "estimation",
      "process_starts",
      "progress",
      "log",
      "process_generating",
      "process_streaming",
      "process_completed",
    );
    const output = fc.oneof(
      fc.jsonValue(),
      fc.record({ data: fc.jsonValue(), error: fc.jsonValue(), title: fc.jsonValue() }, { requiredKeys: [] }),
    );
    const message = fc.record(
      {
        msg,
        event_id: fc.jsonValue(),
        output,
        success: fc.jsonValue(),
        rank: fc.jsonValue(),
        progress_data: fc.jsonValue(),
        log: fc.jsonValue(),
        level: fc.jsonValue(),
        title: fc.jsonValue(),
      },
      { requiredKeys: ["msg"] },
    );
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(V6, { major: 4, minor: 44, patch: 1 }),
        (messages, version) => {
          const run = reader(version);
          for (const raw of messages) {
            const read = run.read(raw);
            if (read?.type === "failed") expect(read.error).toBeInstanceOf(GradioError);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
