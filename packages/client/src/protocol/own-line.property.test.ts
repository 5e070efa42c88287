import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { App, Endpoint } from "../app/app.js";
import { AppError, AuthenticationError, ConnectionLostError, ProtocolError, QueueFullError } from "../errors.js";
import type { CallMessage } from "./call.js";
import { type LineEnd, startOnOwnLine } from "./own-line.js";

/** What a server of before 4.9 says on a line (protocol.md §3.5), and how it ends the call by that. */
const messages = {
  estimation: [{ rank: 0, queue_size: 1 }, undefined],
  send_data: [{ event_id: "e1" }, undefined],
  process_starts: [{}, undefined],
  progress: [{ progress_data: [{ index: 1 }] }, undefined],
  log: [{ log: "hi" }, undefined],
  heartbeat: [{}, undefined],
  process_generating: [{ output: { data: ["a"] } }, undefined],
  queue_full: [{}, QueueFullError.name],
  process_completed: [{ output: { data: ["a"] }, success: true }, "succeeded"],
} satisfies Record<string, readonly [object, string | undefined]>;
const damaged = {
  progress: [{ progress_data: null }, ProtocolError.name],
  process_generating: [{ output: null }, ProtocolError.name],
  process_completed: [{ output: { error: "no" }, success: false }, AppError.name],
} satisfies Record<string, readonly [object, string]>;

const said = [...Object.entries(messages), ...Object.entries(damaged)].map(([msg, [more, end]]) => ({ hear: { msg, ...more }, end }));
const harmless = said.filter(({ end }) => end === undefined);
/** What happens on a line. `end`: how the call ends by it, if it has not ended. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...harmless) },
  { weight: 3, arbitrary: fc.constantFrom(...said) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      { does: "close", end: ConnectionLostError.name } as const,
      { does: "break", end: ConnectionLostError.name } as const,
      { does: "refuse", end: AuthenticationError.name } as const,
      { does: "fail", end: AuthenticationError.name } as const,
    ),
  },
  { weight: 1, arbitrary: fc.record({ tell: fc.boolean() }) },
);

const isLast = ({ type }: CallMessage) => type === "succeeded" || type === "failed";

function howEnded(last: CallMessage | undefined): string {
  if (last?.type === "failed") return last.error.name;
  return last?.type === "succeeded" ? last.type : "given up";
}

describe("a call on a line of its own", () => {
  it("ends once, by the first ending, and is silent from then on; given up, it is silent at once; its line ends with it", async () => {
    const version = fc.constantFrom({ major: 3, minor: 50, patch: 2 }, { major: 4, minor: 8, patch: 0 });
    await fc.assert(
      fc.asyncProperty(version, fc.constantFrom(null, 5), fc.array(step, { maxLength: 12 }), async (version, cancelledBy, steps) => {
        let told = 0;
        const app = { version, prefix: "" } as App;
        const endpoint = { fnIndex: 0, outputs: [null], cancelledBy } as unknown as Endpoint;
        const heard: CallMessage[] = [];
        let line: LineEnd | undefined;
        let close = () => {};
        let fail = (_error: Error) => {};
        const talk = (given: LineEnd) => {
          line = given;
          return new Promise<void>((resolve, reject) => {
            close = resolve;
            fail = reject;
          });
        };
        const tell = async () => void told++;
        const started = startOnOwnLine({ app, endpoint, deliver: (message) => void heard.push(message), talk, tell });
        let tells = false;
        let ending: string | undefined;
        for (const step of [...steps, { does: "close", end: ConnectionLostError.name } as const]) {
          const before = heard.length;
          const over = ending !== undefined;
          if ("hear" in step) line?.hear(step.hear);
          else if ("tell" in step) await started.end(step.tell);
          else if (step.does === "close") close();
          else if (step.does === "break") fail(new TypeError("terminated"));
          else if (step.does === "refuse") fail(new AuthenticationError("no"));
          else line?.fail(new AuthenticationError("no"));
          await new Promise((resolve) => setImmediate(resolve));
          ending ??= "tell" in step ? "given up" : step.end;
          if (over || "tell" in step) expect(heard).toHaveLength(before);
          expect(line?.signal.aborted).toBe(ending !== undefined);
          if ("tell" in step && !over) tells = step.tell && cancelledBy !== null && heard.some(({ type }) => type === "started");
        }
        expect(heard.slice(0, -1).filter(isLast)).toEqual([]);
        expect(howEnded(heard.at(-1))).toBe(ending);
        expect(told).toBe(tells ? 1 : 0);
      }),
      { numRuns: 500 },
    );
  });
});
