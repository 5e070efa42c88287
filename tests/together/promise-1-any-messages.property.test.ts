import {
  AppError,
  CancelledError,
  Client,
  ConnectionLostError,
  type Job,
  ProtocolError,
  QueueFullError,
  type Update,
} from "@gradio-ts/client";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { CONFIG, completed, estimation, failed, generating, json, ScriptedServer, type ScriptedStream, starts } from "./scripted-server.js";

type Message = Readonly<Record<string, unknown>>;
type ErrorClass = abstract new (...args: never[]) => Error;

/** What a message makes of a job that runs: nothing, one more output, or its end. */
type Effect = "nothing" | "output" | "result" | ErrorClass;

/** Gradio's messages (protocol.md §3.5), whole and with something missing. */
const messages = {
  estimation: ["nothing", (id) => estimation(id)],
  "estimation without numbers": ["nothing", (event_id) => ({ msg: "estimation", event_id })],
  starts: ["nothing", (id) => starts(id, 1)],
  "starts without an estimate": ["nothing", (event_id) => ({ msg: "process_starts", event_id })],
  progress: ["nothing", (event_id) => ({ msg: "progress", event_id, progress_data: [{ index: 1, length: 2, unit: "steps" }] })],
  "progress of nothing": ["nothing", (event_id) => ({ msg: "progress", event_id, progress_data: [null, {}] })],
  "progress that is no list": [ProtocolError, (event_id) => ({ msg: "progress", event_id, progress_data: {} })],
  log: ["nothing", (event_id, log) => ({ msg: "log", event_id, log, level: "info" })],
  "log without words": ["nothing", (event_id) => ({ msg: "log", event_id })],
  "a message nobody knows": ["nothing", (event_id) => ({ msg: "brand_new", event_id })],
  "a message without a name": ["nothing", (event_id) => ({ event_id })],
  streaming: ["output", (event_id, value) => ({ msg: "process_streaming", event_id, output: { data: [value] } })],
  "generating without data": [ProtocolError, (event_id) => ({ msg: "process_generating", event_id, output: {} })],
  "generating without output": [ProtocolError, (event_id) => ({ msg: "process_generating", event_id })],
  "generating too few outputs": [ProtocolError, (id) => generating(id)],
  completed: ["result", (id, value) => completed(id, value)],
  "completed with too few outputs": [ProtocolError, (id) => completed(id)],
  "completed as after a cancel": [CancelledError, (event_id) => ({ msg: "process_completed", event_id, output: {}, success: true })],
  "completed without output": [CancelledError, (event_id) => ({ msg: "process_completed", event_id })],
  "completed with an error": [
    AppError,
    (event_id, value) => ({ msg: "process_completed", event_id, output: { data: [value], error: null } }),
  ],
  failed: [AppError, (id) => failed(id, { error: "no" })],
  "failed without an error": [AppError, (id, value) => failed(id, { data: [value] })],
} satisfies Readonly<Record<string, readonly [Effect, (id: string, value: string) => Message]>>;

type Name = keyof typeof messages;
const names = Object.keys(messages) as Name[];
const effectOf = (name: Name): Effect => messages[name][0];
const written = (name: Name, id: string, value: string): Message => messages[name][1](id, value);

const name = fc.oneof(
  fc.constantFrom(...names.filter((each) => effectOf(each) === "nothing")),
  fc.constantFrom<Name>("streaming", "completed"),
  fc.constantFrom(...names),
);
const which = fc.nat({ max: 9 });
const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ submit: fc.array(name, { maxLength: 3 }), refused: fc.nat({ max: 9 }) }) },
    { weight: 10, arbitrary: fc.record({ say: name, to: which }) },
    { weight: 5, arbitrary: fc.record({ generate: which }) },
    { weight: 2, arbitrary: fc.record({ say: name, id: fc.constantFrom("unknown", null, 5, undefined) }) },
    { weight: 1, arbitrary: fc.record({ cancel: which }) },
    { weight: 1, arbitrary: fc.constantFrom("close" as const, "forget" as const) },
    { weight: 2, arbitrary: fc.record({ break: fc.constantFrom("end" as const, "reset" as const, "stop" as const) }) },
    { weight: 1, arbitrary: fc.record({ wait: fc.constantFrom(50, 1000, 3000, 61_000) }) },
  ),
  { maxLength: 30, size: "large" },
);
type Step = typeof steps extends fc.Arbitrary<(infer T)[]> ? T : never;

/** A generation of the wire with one stream for all calls of a session (protocol.md §0.1). */
interface Wire {
  readonly protocol: string;
  readonly version: string;
  /** Yields come as edits of the one before. */
  readonly edits: boolean;
  /** The server says `close_stream` before it ends the stream. */
  readonly closes: boolean;
}

const wires: readonly Wire[] = [
  { protocol: "sse_v1", version: "4.16.0", edits: false, closes: false },
  { protocol: "sse_v2.1", version: "4.21.0", edits: true, closes: false },
  { protocol: "sse_v3", version: "6.31.0", edits: true, closes: true },
];

/** A job, and everything a caller can see of it. */
class Watched {
  readonly job: Job;
  /** Its first output was yielded; the following come as edits. */
  generated = false;
  /** The last stream that had a word of it. */
  heardOn: ScriptedStream | undefined;
  readonly #results: unknown[] = [];
  readonly #iterated: unknown[] = [];
  readonly #updates: Update[] = [];
  readonly #told: Update[] = [];
  readonly #iteratorEnds: unknown[] = [];
  #dones = 0;

  constructor(client: Client, timeout: number | undefined) {
    this.job = client.submit("/stream", ["x"], { timeout, onUpdate: (update) => void this.#told.push(update) });
    this.job.addDoneCallback(() => void this.#dones++);
    for (const result of [this.job.result(), this.job.result()]) {
      result.then(
        (value) => void this.#results.push({ value }),
        (error: unknown) => void this.#results.push({ error }),
      );
    }
    collect(this.job, this.#iterated, this.#iteratorEnds);
    collect(this.job.updates(), this.#updates, this.#iteratorEnds);
  }

  expectEffect(effect: Effect, value: string): void {
    const { job } = this;
    const { success, error } = job.status();
    expect(success).toBe(effect === "nothing" || effect === "output" ? null : effect === "result");
    if (effect === "output" || effect === "result") expect(job.outputs().at(-1)).toBe(value);
    if (typeof effect === "function") expect(error).toBeInstanceOf(effect);
  }

  /** It has ended, once, and everything seen of it agrees on how. */
  expectEnded(): void {
    const { job } = this;
    const { success, error } = job.status();
    expect([job.done(), success]).toEqual([true, error === null]);
    const result = error === null ? { value: job.outputs().at(-1) } : { error };
    expect(this.#results).toEqual([result, result]);
    expect(this.#dones).toBe(1);
    expect(new Set(this.#iteratorEnds)).toEqual(new Set([undefined, job.cancelled() ? undefined : (error ?? undefined)]));
    expect(this.#iteratorEnds).toHaveLength(2);
    for (const updates of [this.#updates, this.#told]) {
      expect(updates.filter((update) => update.type === "status" && update.success !== null)).toHaveLength(1);
      expect(updates.at(-1)).toMatchObject({ type: "status", success, error });
    }
    expect(this.#iterated).toHaveLength(job.outputs().length);
    // The last one may have been yielded otherwise than the server repeated it at the end.
    expect(this.#iterated.slice(0, -1)).toEqual(job.outputs().slice(0, -1));
  }
}

/** @param ends Gets what ended the iteration: an error, or `undefined`. */
function collect<T>(iterable: AsyncIterable<T>, values: T[], ends: unknown[]): void {
  const iterate = async () => {
    for await (const value of iterable) values.push(value);
  };
  iterate().then(
    () => void ends.push(undefined),
    (error: unknown) => void ends.push(error),
  );
}

const pass = (time: number) => vi.advanceTimersByTimeAsync(time);

/** A client, its jobs, and a server that says whatever it is told to. */
class Scene {
  readonly #jobs: Watched[] = [];
  readonly #server = new ScriptedServer();
  readonly #ended = new Set<ScriptedStream>();
  readonly #wire: Wire;
  readonly #timeout: number | undefined;
  #client: Client | undefined;
  #joins = 0;
  #values = 0;

  constructor(wire: Wire, timeout: number | undefined) {
    this.#wire = wire;
    this.#timeout = timeout;
    const { version, protocol } = wire;
    this.#server.on("config", () => json({ ...CONFIG, version, protocol }));
  }

  async begin(): Promise<void> {
    this.#client = await Client.connect("http://app.test", { fetch: this.#server.fetch });
    await this.#submit([], false);
  }

  async take(step: Step): Promise<void> {
    if (step === "close") await this.#close();
    else if (step === "forget") await this.#forget();
    else if ("submit" in step) await this.#submit(step.submit, step.refused === 0);
    else if ("generate" in step) await this.#generate(step.generate);
    else if ("to" in step) await this.#say(step.to, step.say);
    else if ("id" in step) await this.#sayToNobody(step.say, step.id);
    else if ("cancel" in step) await this.#cancel(step.cancel);
    else if ("break" in step) await this.#break(step.break);
    else await pass(step.wait);
  }

  /** @param early What the server says of the call before it answers its join. */
  async #submit(early: readonly Name[], refused: boolean): Promise<void> {
    let heard: readonly Name[] = [];
    this.#server.on("gradio_api/queue/join", async () => {
      if (refused) return json({ detail: "Queue is full." }, 503);
      const id = `e${++this.#joins}`;
      const stream = this.#stream;
      if (stream !== undefined) heard = early;
      stream?.send(...heard.map((each) => written(each, id, each)));
      await new Promise((resolve) => setTimeout(resolve, 10));
      return json({ event_id: id });
    });
    const watched = new Watched(this.#client as Client, this.#timeout);
    this.#jobs.push(watched);
    await pass(200);
    const ending = heard.find((each) => !["nothing", "output"].includes(effectOf(each) as string));
    watched.expectEffect(refused ? QueueFullError : ending === undefined ? "nothing" : effectOf(ending), String(ending));
  }

  async #say(which: number, name: Name): Promise<void> {
    await this.#tell(which, effectOf(name), (id, value) => written(name, id, value));
  }

  async #generate(which: number): Promise<void> {
    const watched = this.#job(which);
    await this.#tell(which, "output", (id, value) =>
      generating(id, watched.generated && this.#wire.edits ? [["replace", [], value]] : value),
    );
  }

  async #sayToNobody(name: Name, id: unknown): Promise<void> {
    const running = this.#running();
    this.#stream?.send({ ...written(name, "", ""), event_id: id });
    await pass(0);
    expect(this.#running()).toEqual(running);
  }

  async #cancel(which: number): Promise<void> {
    const others = this.#running().filter((each) => each !== this.#job(which));
    void this.#job(which).job.cancel();
    await pass(0);
    expect(this.#running()).toEqual(others);
  }

  /** A proper end: calls go on with another stream. One that was opened for a call, and had no word of it, means that the call is gone. */
  async #close(): Promise<void> {
    const closed = this.#stream;
    const known = this.#running().filter(({ heardOn }) => heardOn !== undefined && heardOn === closed);
    this.#end((stream) => (this.#wire.closes ? stream.close() : stream.end()));
    await pass(0);
    expect(known.filter(({ job }) => job.done())).toEqual([]);
  }

  async #forget(): Promise<void> {
    this.#end((stream) => {
      stream.send({ msg: "unexpected_error", message: "404: Not Found", session_not_found: true });
      stream.end();
    });
    await pass(0);
  }

  /** An end that loses every call. */
  async #break(how: "end" | "reset" | "stop"): Promise<void> {
    const running = this.#running();
    const ended = this.#end((stream) => {
      if (how === "stop") stream.send({ msg: "unexpected_error", message: "Server stopped unexpectedly." });
      // An end without a word is a proper one where the server says none.
      if (how === "reset" || (how === "end" && !this.#wire.closes)) stream.reset();
      else stream.end();
    });
    await pass(0);
    if (ended) for (const watched of running) watched.expectEffect(ConnectionLostError, "");
  }

  /** No word comes any more: every job must have ended, those that had before as they had. */
  async finish(): Promise<void> {
    const endings = this.#jobs.map(({ job }) => (job.done() ? job.status() : undefined));
    await this.#close();
    await pass(2000);
    await this.#break("reset");
    await pass(2000);
    for (const [index, watched] of this.#jobs.entries()) {
      watched.expectEnded();
      expect(watched.job.status()).toBe(endings[index] ?? watched.job.status());
    }
    expect(vi.getTimerCount()).toBe(0);
    await this.#client?.close();
  }

  /** The stream on which the client hears what is said now. */
  get #stream(): ScriptedStream | undefined {
    return this.#server.streams.filter((stream) => !stream.dropped && !this.#ended.has(stream)).at(-1);
  }

  #job(which: number): Watched {
    return this.#jobs[which % this.#jobs.length] as Watched;
  }

  #running(): Watched[] {
    return this.#jobs.filter(({ job }) => !job.done());
  }

  /** @returns whether there was one to end. */
  #end(how: (stream: ScriptedStream) => void): boolean {
    const stream = this.#stream;
    if (stream === undefined) return false;
    how(stream);
    this.#ended.add(stream);
    return true;
  }

  async #tell(which: number, effect: Effect, write: (id: string, value: string) => Message): Promise<void> {
    const watched = this.#job(which);
    const running = this.#running();
    const stream = this.#stream;
    const value = `value ${++this.#values}`;
    const message = write(String(watched.job.eventId), value);
    stream?.send(message);
    await pass(0);
    const others = running.filter((each) => each !== watched);
    expect(this.#running().filter((each) => each !== watched)).toEqual(others);
    if (stream === undefined || !running.includes(watched)) return;
    watched.expectEffect(effect, value);
    watched.heardOn = stream;
    if (message["msg"] === "process_generating") watched.generated = true;
  }
}

describe("promise 1: every job settles", () => {
  it.each(
    wires,
  )("once, as its first ending says, whatever messages come in whatever order, and however the stream ends ($protocol)", async (wire) => {
    const scenes = fc.asyncProperty(steps, fc.constantFrom(undefined, 5000), async (taken, timeout) => {
      const scene = new Scene(wire, timeout);
      await scene.begin();
      for (const step of taken) await scene.take(step);
      await scene.finish();
    });
    // Timers of its own for each, or one that fails would leave some to the next.
    scenes.beforeEach(() => void vi.useFakeTimers()).afterEach(() => void vi.useRealTimers());
    await fc.assert(scenes, { numRuns: 150 });
  }, 30_000);
});
