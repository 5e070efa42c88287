import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Writable } from "node:stream";
import type { Exchange } from "../proxy/watch.js";
import { collectEvents } from "./collect-events.js";
import { collectJson } from "./collect-json.js";
import type { KeptFiles } from "./kept-files.js";
import { readHeard } from "./read-heard.js";
import { readOutcome } from "./read-outcome.js";
import type { Outcome, Recording } from "./recording.js";

/** What the messages of a stream say of its calls. */
interface Message {
  readonly msg?: unknown;
  readonly event_id?: unknown;
  readonly output?: unknown;
}

/** Hears in the traffic of a page which calls it makes, how they end, and which files it uploads. Reads every wire from Gradio 4 on (protocol.md §0.1). */
export class Traffic {
  readonly #recording: Recording;
  readonly #files: KeptFiles;

  constructor(recording: Recording, files: KeptFiles) {
    this.#recording = recording;
    this.#files = files;
  }

  readonly watch = (request: IncomingMessage): Exchange | undefined => {
    const [, route = "", rest = ""] = /\/(queue\/join|queue\/data|upload|run|api|call)(\/[^?]*)?(?:\?|$)/.exec(request.url ?? "") ?? [];
    switch (`${request.method} ${route}`) {
      case "POST queue/join":
        return this.#join();
      case "POST call":
        return this.#join(rest);
      case "GET queue/data":
      case "GET queue/join":
        return { answer: () => this.#messages() };
      case "POST queue/data":
        return { body: collectJson((body) => this.#call(eventOf(body), body)) };
      case "GET call":
        return { answer: () => this.#callMessages(rest) };
      case "POST run":
      case "POST api":
        return this.#run(rest);
      case "POST upload":
        return this.#files.keep(request.headers);
      default:
        return undefined;
    }
  };

  /** The answer tells the event's id (protocol.md §3.3, §6). */
  #join(name?: string): Exchange {
    let asked: unknown;
    return {
      body: collectJson((body) => {
        asked = body;
      }),
      answer: (status) => (status < 400 ? collectJson((answer) => this.#call(eventOf(answer), asked, name)) : undefined),
    };
  }

  /** Beside the queue: the answer is the end (protocol.md §5). */
  #run(name: string): Exchange {
    const key = randomUUID();
    return {
      body: collectJson((body) => this.#call(key, body, name)),
      answer: (status) => collectJson((output) => this.#recording.end(key, status < 400 ? readOutcome(output) : failed(output))),
    };
  }

  /** A session's stream; on 4.0 to 4.8 that of one call, which only `send_data` names (protocol.md §3.2). */
  #messages(): Writable {
    let sole: string | undefined;
    return collectEvents((value) => {
      const message = Object(value) as Message;
      const event = eventOf(message) ?? sole;
      if (message.msg === "send_data") sole = event;
      if (message.msg === "process_completed" && event !== undefined) this.#recording.end(event, readOutcome(message.output));
    });
  }

  /** `event: complete` with the data alone (protocol.md §6). */
  #callMessages(path: string): Writable {
    const event = path.split("/").at(-1) ?? "";
    return collectEvents((value, name) => {
      if (name === "complete") this.#recording.end(event, readOutcome({ data: value }));
      if (name === "error") this.#recording.end(event, failed(value));
    });
  }

  #call(key: string | undefined, body: unknown, name?: string): void {
    const heard = readHeard(body, name);
    if (key !== undefined && heard !== undefined) this.#recording.call(key, heard);
  }
}

/** @param answer May say why. */
function failed(answer: unknown): Outcome {
  return readOutcome({ error: null, ...Object(answer), data: undefined });
}

function eventOf(value: unknown): string | undefined {
  const { event_id: event } = Object(value) as Message;
  return typeof event === "string" ? event : undefined;
}
