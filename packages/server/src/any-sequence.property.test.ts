import type { ServerMessage } from "@gradio-ts/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { number } from "./fields/number.js";
import { Server } from "./server.js";
import { sleep, TestClient, type TestStream } from "./testing/test-client.js";

const SESSIONS = ["a", "b"];
const FUNCTIONS = ["gate", "steps", "fail", "batch"];

const nth = fc.nat(30);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("join" as const), session: fc.constantFrom(...SESSIONS), fn: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("call" as const), fn: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("read" as const), session: fc.constantFrom(...SESSIONS) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("cancel" as const), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("drop" as const), session: fc.constantFrom(...SESSIONS) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("finish" as const), nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Functions that end when the test says so, or by their signal. */
function app() {
  const gates: (() => void)[] = [];
  const gate = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      gates.push(resolve);
      signal.addEventListener("abort", () => resolve());
    });
  const server = new Server({ concurrencyLimit: 2 })
    .api("/gate", { output: number() })
    .handle(async (_, { signal }) => gate(signal).then(() => 1))
    .api("/steps", { output: number() })
    .handle(async function* (_, { signal }) {
      yield 1;
      await gate(signal);
      yield 2;
    })
    .api("/fail", { output: number() })
    .handle(async (_, { signal }) => {
      await gate(signal);
      throw null;
    })
    .api("/batch", { output: number() })
    .handleBatch(async (batch, { signal }) => {
      await gate(signal);
      return batch.map(() => 3);
    });
  return { server, gates };
}

/** What the clients of an app have heard, whatever they did. */
class Run {
  readonly server = app();
  readonly #client = new TestClient(this.server.server);
  readonly #joined: { id: string; session: string; mayBeLost: boolean }[] = [];
  readonly #calls: string[] = [];
  readonly #heard: ServerMessage[] = [];
  readonly #streams = new Map<string, { stream: TestStream; ended: Promise<void> }>();

  async play(step: Step): Promise<void> {
    if (step.do === "join")
      this.#joined.push({ id: await this.#client.join(step.fn, [], step.session), session: step.session, mayBeLost: false });
    else if (step.do === "call")
      this.#calls.push((await (await this.#client.post(`/call/${FUNCTIONS[step.fn]}`, { data: [] })).json()).event_id);
    else if (step.do === "read") await this.#read(step.session);
    else if (step.do === "cancel") await this.#cancel(step.nth);
    else if (step.do === "drop") await this.#drop(step.session);
    else if (step.do === "finish") this.server.gates[step.nth % Math.max(1, this.server.gates.length)]?.();
    else await sleep(1);
  }

  /** Closes the app and reads all that is left. @returns how often each event has ended, and how often it had to. */
  async end(): Promise<{ ends: number; expected: number[] }[]> {
    const curl = this.#calls.map(async (id) => (await this.#client.get(`/call/any/${id}`)).text());
    await this.server.server.close({ drain: 5 });
    for (const session of SESSIONS) {
      await this.#streams.get(session)?.ended;
      await this.#read(session);
      await this.#streams.get(session)?.ended;
    }
    const ends = (id: string) => this.#heard.filter((message) => message.event_id === id && message.msg === "process_completed").length;
    const texts = await Promise.all(curl);
    return [
      ...this.#joined.map(({ id, mayBeLost }) => ({ ends: ends(id), expected: mayBeLost ? [0, 1] : [1] })),
      ...texts.map((text) => ({ ends: text.match(/^event: (?:complete|error)$/gm)?.length ?? 0, expected: [1] })),
    ];
  }

  async #read(session: string): Promise<void> {
    const before = this.#streams.get(session);
    const stream = await this.#client.stream(session);
    const ended = stream.rest((message) => this.#heard.push(message)).then(() => before?.ended);
    this.#streams.set(session, { stream, ended });
  }

  async #cancel(nth: number): Promise<void> {
    const { id, session } = this.#joined[nth % Math.max(1, this.#joined.length)] ?? { id: "unknown", session: "a" };
    await this.#client.cancel(id, session);
    await this.#client.cancel(id, "another session");
  }

  async #drop(session: string): Promise<void> {
    const { stream } = this.#streams.get(session) ?? {};
    for (const call of this.#joined) if (call.session === session) call.mayBeLost = true;
    await stream?.drop();
  }
}

test("S43, S91, S92, S124, S201: whatever clients and handlers do, every event ends exactly once, unless its client has left it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: "max" }), async (steps) => {
      const run = new Run();
      for (const one of steps) await run.play(one);
      for (const { ends, expected } of await run.end()) expect(expected).toContain(ends);
    }),
    { numRuns: 60 },
  );
}, 30_000);
