import type { ServerMessage } from "@gradio-ts/wire";
import type { Server } from "../server.js";

/** What is asked of any server under test. */
export interface Tested {
  readonly fetch: (input: string, init?: RequestInit) => Promise<Response>;
}

const ROOT = "http://app";
const PREFIX = `${ROOT}/gradio_api`;

/** A client by hand: no more than the wire. */
export class TestClient {
  readonly #server: Tested;

  constructor(server: Server<never> | Tested) {
    this.#server = server as Tested;
  }

  /** Any path of the app, not only those of the API. */
  request(path: string, init?: RequestInit): Promise<Response> {
    return this.#server.fetch(ROOT + path, init);
  }

  get(path: string, init?: RequestInit): Promise<Response> {
    return this.#server.fetch(PREFIX + path, init);
  }

  post(path: string, body: unknown, init: RequestInit = {}): Promise<Response> {
    return this.#server.fetch(PREFIX + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      ...init,
    });
  }

  async config(): Promise<{ dependencies: { id: number; api_name: string }[] } & Record<string, unknown>> {
    return (await this.request("/config")).json();
  }

  /** @returns the event id */
  async join(fn: number, data: readonly unknown[], session = "s", more: object = {}): Promise<string> {
    const response = await this.post("/queue/join", { data, fn_index: fn, session_hash: session, ...more });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()).event_id;
  }

  async stream(session = "s", init?: RequestInit): Promise<TestStream> {
    return new TestStream(await this.get(`/queue/data?session_hash=${session}`, init));
  }

  /** Every message of a session until its stream ends. */
  async messages(session = "s"): Promise<ServerMessage[]> {
    return (await this.stream(session)).rest();
  }

  /** A call to its end. */
  async call(fn: number, data: readonly unknown[], session = "s"): Promise<ServerMessage[]> {
    await this.join(fn, data, session);
    return this.messages(session);
  }

  async cancel(eventId: string, session = "s", fn = 0): Promise<unknown> {
    return (await this.post("/cancel", { session_hash: session, fn_index: fn, event_id: eventId })).json();
  }
}

/** An event stream, message by message. */
export class TestStream {
  readonly response: Response;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #text = "";

  constructor(response: Response) {
    this.response = response;
    this.#reader = (response.body as ReadableStream<Uint8Array>).getReader();
  }

  /** The next block of lines; `undefined` at the end. */
  async block(): Promise<string | undefined> {
    for (;;) {
      const end = this.#text.indexOf("\n\n");
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        return block;
      }
      if (!(await this.#more())) return undefined;
    }
  }

  /** Reads on until a block may have ended: a long one comes in many pieces, and is not searched for each. @returns `false` at the end */
  async #more(): Promise<boolean> {
    for (let last = this.#text.slice(-1); ; ) {
      const { done, value } = await this.#reader.read();
      if (done) return false;
      const piece = this.#decoder.decode(value, { stream: true });
      this.#text += piece;
      if (`${last}${piece}`.includes("\n\n")) return true;
      last = `${last}${piece}`.slice(-1);
    }
  }

  async next(): Promise<ServerMessage | undefined> {
    const block = await this.block();
    return block === undefined ? undefined : JSON.parse(block.replace(/^data: /, ""));
  }

  /** Messages up to the first one of a kind, included. */
  async until(msg: ServerMessage["msg"]): Promise<ServerMessage[]> {
    const messages: ServerMessage[] = [];
    for (;;) {
      const message = await this.next();
      if (message === undefined) throw new Error(`the stream ended without ${msg}`);
      messages.push(message);
      if (message.msg === msg) return messages;
    }
  }

  /** Messages up to the end, each told as it comes. */
  async rest(heard: (message: ServerMessage) => void = () => {}): Promise<ServerMessage[]> {
    const messages: ServerMessage[] = [];
    for (let message = await this.next(); message !== undefined; message = await this.next()) {
      messages.push(message);
      heard(message);
    }
    return messages;
  }

  drop(): Promise<void> {
    return this.#reader.cancel();
  }
}

/** The kinds of messages, in order. */
export function kinds(messages: readonly ServerMessage[]): string[] {
  return messages.map(({ msg }) => msg);
}

/** The `data` of the last message that has some. */
export function result(messages: readonly ServerMessage[]): unknown {
  const completed = messages.find(({ msg }) => msg === "process_completed") as { output?: { data?: unknown } } | undefined;
  return completed?.output?.data;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
