import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GradioError, HttpError } from "../errors.js";
import { EventStream } from "./event-stream.js";

interface Line {
  readonly send: (...messages: readonly object[]) => void;
  /** `close_stream`: nothing more will come. */
  readonly close: () => void;
  readonly end: () => void;
  readonly fail: () => void;
}

const action = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: "call" } as const) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("answer" as const), which: fc.nat(), well: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("say" as const), which: fc.nat(), msg: fc.constantFrom("process_starts", "process_completed") }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("drop" as const), which: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom({ do: "close" } as const, { do: "end" } as const, { do: "fail" } as const, { do: "forget" } as const),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), time: fc.constantFrom(1, 50, 100, 1000, 61_000) }) },
  { weight: 1, arbitrary: fc.constant({ do: "let go" } as const) },
);

const tick = () => vi.advanceTimersByTimeAsync(0);

describe("EventStream", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("ends every call exactly once, whatever comes in whatever order; a dropped one hears nothing more; at most one stream is open that the server has not closed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 30 }), fc.boolean(), async (actions, endsWithoutWord) => {
        const lines: Line[] = [];
        let open = 0;
        let most = 0;
        const stream = new EventStream({
          open: async (signal) => {
            most = Math.max(most, ++open);
            let isOpen = true;
            let counts = true;
            const uncount = () => {
              if (counts) open--;
              counts = false;
            };
            const gone = () => {
              uncount();
              isOpen = false;
            };
            signal.addEventListener("abort", gone);
            let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
            const body = new ReadableStream<Uint8Array>({
              start: (given) => {
                controller = given;
              },
            });
            const encoder = new TextEncoder();
            lines.push({
              send: (...messages) =>
                isOpen && controller?.enqueue(encoder.encode(messages.map((each) => `data: ${JSON.stringify(each)}\n\n`).join(""))),
              close: () => {
                uncount();
                if (isOpen) controller?.enqueue(encoder.encode('data: {"msg":"close_stream"}\n\n'));
              },
              end: () => {
                if (isOpen) controller?.close();
                gone();
              },
              fail: () => {
                if (isOpen) controller?.error(new TypeError("terminated"));
                gone();
              },
            });
            return new Response(body, { headers: { "content-type": "text/event-stream" } });
          },
          openTimeout: 60_000,
          ask: async () => true,
          silenceTimeout: 60_000,
          endsWithoutWord,
          log: undefined,
        });
        const calls: { heard: unknown[]; dropped: number | undefined; answer(given: string | Error): void; drop(): void }[] = [];
        const act = async (step: (typeof actions)[number]) => {
          const line = lines.at(-1);
          const call = "which" in step ? calls[step.which % Math.max(1, calls.length)] : undefined;
          const id = call === undefined ? "" : `e${calls.indexOf(call)}`;
          switch (step.do) {
            case "call": {
              const heard: unknown[] = [];
              const joined = new Promise<string>((resolve, reject) => {
                calls.push({
                  heard,
                  dropped: undefined,
                  answer: (given) => (given instanceof Error ? reject(given) : resolve(given)),
                  drop() {
                    this.dropped ??= heard.length;
                    subscription.drop();
                  },
                });
              });
              joined.catch(() => {});
              const subscription = stream.subscribe(
                {
                  accepted: () => {},
                  message: ({ msg }) => void heard.push(msg),
                  lost: (error) => void heard.push(error),
                },
                () => joined,
              );
              break;
            }
            case "answer":
              call?.answer(step.well ? id : new HttpError("no", 503));
              break;
            case "say":
              line?.send({ msg: step.msg, event_id: id });
              break;
            case "drop":
              call?.drop();
              break;
            case "close":
              line?.close();
              await tick();
              line?.end();
              break;
            case "end":
              line?.end();
              break;
            case "fail":
              line?.fail();
              break;
            case "forget":
              line?.send({ msg: "unexpected_error", session_not_found: true });
              break;
            case "wait":
              await vi.advanceTimersByTimeAsync(step.time);
              break;
            case "let go":
              if (stream.idle) void stream.dropIdle();
          }
          await tick();
        };
        for (const step of actions) await act(step);
        for (const [index, call] of calls.entries()) call.answer(`e${index}`);
        await vi.advanceTimersByTimeAsync(200);
        lines.at(-1)?.fail();
        await vi.advanceTimersByTimeAsync(2000);
        lines.at(-1)?.fail();
        await tick();
        for (const { heard, dropped } of calls) {
          const ends = heard.filter((each) => each === "process_completed" || each instanceof GradioError);
          if (dropped === undefined) expect(ends).toHaveLength(1);
          else expect(heard.length).toBe(dropped);
          expect(ends.length === 0 || heard.at(-1) === ends[0]).toBe(true);
        }
        expect(most).toBeLessThanOrEqual(1);
        await vi.advanceTimersByTimeAsync(2000);
        expect(vi.getTimerCount()).toBe(0);
      }),
      { numRuns: 400 },
    );
  });
});
