import type { ServerMessage } from "@gradio-ts/wire";
import { type GoldenBody, goldenBody } from "./golden-body.js";
import { sleep, type TestClient, TestStream } from "./test-client.js";

/** One exchange as it was recorded of a real Gradio. */
export interface GoldenStep {
  readonly note?: string;
  readonly request?: {
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
  } & GoldenBody;
  readonly response?: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly messages?: readonly unknown[];
    readonly end?: string;
  };
}

/** What one step gave, and what it should have given, in the same terms. */
export interface Replayed {
  readonly step: GoldenStep;
  readonly expected: unknown;
  readonly actual: unknown;
  /** Its status and headers; the body has been read. */
  readonly response?: Response;
}

/** Asks a server what the golden file's client asked, and puts both answers into words that do not depend on ids and times. */
export class GoldenReplay {
  readonly #client: TestClient;
  /** Real event ids by the golden file's name for them, and the other way round. */
  readonly #real = new Map<string, string>();
  readonly #golden = new Map<string, string>();

  constructor(client: TestClient) {
    this.#client = client;
  }

  async play(step: GoldenStep): Promise<Replayed> {
    const { request, response } = step;
    if (request === undefined || response === undefined) return { step, expected: null, actual: null };
    // The recorded client took its time over the network before it cancelled.
    if (request.path.endsWith("/cancel")) await sleep(30);
    const answer = await this.#send(request);
    this.#learn(response.body, answer);
    const actual = response.messages === undefined ? await answer.body : await this.#read(answer.response, response);
    return {
      step,
      expected: normal({ status: response.status, body: response.messages ?? response.body }),
      actual: normal({ status: answer.response.status, body: this.#named(actual) }),
      response: answer.response,
    };
  }

  /** Teaches it what a name of the recording stands for here. */
  name(golden: string, real: string): void {
    this.#real.set(golden, real);
  }

  async #send(request: NonNullable<GoldenStep["request"]>) {
    const { body, type } = goldenBody(request);
    const content = typeof body === "string" ? this.#realNames(body) : body;
    const headers = { ...(type === undefined ? {} : { "content-type": type }), ...request.headers };
    const init = { method: request.method, headers, ...(content === undefined ? {} : { body: content }) };
    const response = await this.#client.request(this.#realNames(request.path), init);
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
    return { response, body: isStream ? undefined : parsed(await response.text()) };
  }

  async #read(response: Response, { messages = [], end }: NonNullable<GoldenStep["response"]>): Promise<unknown[]> {
    const stream = new TestStream(response);
    const read: unknown[] = [];
    const left = end === "closed by client";
    while (!left || read.length < messages.length) {
      const block = await stream.block();
      if (block === undefined) break;
      read.push(decoded(block));
    }
    if (left) await stream.drop();
    return read;
  }

  #learn(expected: unknown, { body }: { readonly body: unknown }): void {
    if (Array.isArray(expected) && Array.isArray(body)) {
      for (const [index, path] of expected.entries()) if (typeof path === "string") this.name(path, String(body[index]));
    }
    const golden = (expected as { readonly event_id?: string } | undefined)?.event_id;
    const real = (body as { readonly event_id?: string } | undefined)?.event_id;
    if (typeof golden !== "string" || typeof real !== "string") return;
    this.#real.set(golden, real);
    this.#golden.set(real, golden);
  }

  /** The longest first: a folder's name begins those of its files. */
  #realNames(text: string): string {
    const names = [...this.#real].sort(([one], [other]) => other.length - one.length);
    return names.reduce((result, [golden, real]) => result.replaceAll(golden, real), text);
  }

  #named(value: unknown): unknown {
    let text = (JSON.stringify(value) ?? "null").replace(/(?:\/[\w.-]+)+\/gradio-ts-\w+\/[0-9a-f]{64}/g, "{tmp}/<sha256>");
    for (const [real, golden] of this.#golden) text = text.replaceAll(real, golden);
    return JSON.parse(text);
  }
}

/** JSON where it is some, else the text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A block of an event stream: a message, or a named event. */
function decoded(block: string): unknown {
  const [first = "", second] = block.split("\n");
  if (second !== undefined) return { event: first.replace("event: ", ""), data: JSON.parse(second.replace("data: ", "")) };
  const data = first.replace("data: ", "");
  return data === "ALIVE" ? data : (JSON.parse(data) as ServerMessage);
}

const TIMES = new Set(["duration", "average_duration", "cache_duration", "avg_time"]);
const ESTIMATES = new Set(["rank_eta", "eta"]);

/** Times become words; whether an estimate is known depends on what ran before the recording began, so it becomes one, too. */
function normal(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, member: unknown) => {
      if (ESTIMATES.has(key)) return "<estimate>";
      if (!TIMES.has(key) || member === null) return member;
      // The duration of an error is the author's, a whole number; a time measured never is.
      return typeof member === "number" && Number.isInteger(member) ? member : "<seconds>";
    }),
  );
}
