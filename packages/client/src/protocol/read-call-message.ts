import type { App, Endpoint } from "../app/app.js";
import { type GradioError, ProtocolError, QueueFullError } from "../errors.js";
import { callFailure } from "./app-error.js";
import type { CallMessage } from "./call.js";
import { fileForm } from "./file-form.js";
import type { LogUpdate } from "./log-update.js";
import { deleteRule, OutputDecoder } from "./output-decoder.js";
import type { ProgressUnit } from "./progress-unit.js";

type Raw = Readonly<Record<string, unknown>>;

/** Reads the messages of one event (protocol.md §3.5), from the first to the last. */
export class MessageReader {
  readonly #app: App;
  readonly #endpoint: Endpoint;
  readonly #decoder: OutputDecoder;

  constructor(app: App, endpoint: Endpoint) {
    this.#app = app;
    this.#endpoint = endpoint;
    this.#decoder = new OutputDecoder(deleteRule(app.version));
  }

  /** What a message says; `undefined` if it says nothing to a caller. What no Gradio sends fails the call. */
  read(raw: Raw): CallMessage | undefined {
    try {
      return this.#read(raw);
    } catch (error) {
      return { type: "failed", error: error as GradioError };
    }
  }

  #read(raw: Raw): CallMessage | undefined {
    switch (raw["msg"]) {
      case "estimation":
        return { type: "queued", rank: number(raw["rank"]), queueSize: number(raw["queue_size"]), eta: number(raw["rank_eta"]) };
      case "send_data":
        return { type: "sending" };
      case "queue_full":
        return { type: "failed", error: new QueueFullError("The app's queue is full.", { body: raw }) };
      case "process_starts":
        return { type: "started", eta: number(raw["eta"]) };
      case "progress":
        return { type: "progress", units: list(raw["progress_data"], "progress_data").map(progressUnit) };
      case "log":
        return { type: "log", log: logUpdate(raw) };
      case "process_generating":
        return { type: "output", data: this.#files(this.#decoder.read(dataOf(raw))), grown: this.#decoder.grown };
      case "process_streaming":
        return { type: "output", data: this.#files(dataOf(raw)) };
      case "process_completed":
        return this.#completed(raw);
      default:
        return undefined;
    }
  }

  #completed(raw: Raw): CallMessage {
    const output = raw["output"];
    const failed = raw["success"] === false || (typeof output === "object" && output !== null && "error" in output) || !hasData(output);
    if (!failed) return { type: "succeeded", data: this.#files(dataOf(raw)) };
    const eventId = text(raw["event_id"]) ?? undefined;
    const titled = typeof output === "object" && output !== null && "error" in output ? { title: raw["title"], ...output } : output;
    return { type: "failed", error: callFailure(titled, this.#app.version, { eventId }) };
  }

  #files(data: readonly unknown[]): readonly unknown[] {
    return fileForm(this.#app.version).read(data, this.#endpoint);
  }
}

function hasData(output: unknown): output is { readonly data: readonly unknown[] } {
  return typeof output === "object" && output !== null && Array.isArray((output as Raw)["data"]);
}

function dataOf(raw: Raw): readonly unknown[] {
  return list((raw["output"] as Raw | null | undefined)?.["data"], "output.data");
}

function list(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new ProtocolError(`A message of the server has no list in ${what}.`, { body: value });
}

function number(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function progressUnit(value: unknown): ProgressUnit {
  const { index, length, unit, progress, desc } = (value ?? {}) as Raw;
  return Object.freeze({ index: number(index), length: number(length), unit: text(unit), progress: number(progress), desc: text(desc) });
}

const LEVELS: readonly unknown[] = ["info", "warning", "success", "error"];

function logUpdate({ log, level, duration, visible, title }: Raw): LogUpdate {
  return Object.freeze({
    type: "log",
    level: LEVELS.includes(level) ? (level as LogUpdate["level"]) : "info",
    message: text(log) ?? "",
    title: text(title),
    // Servers before 4.37.1 do not say: a page shows it for 10 seconds.
    duration: duration === undefined ? 10 : number(duration),
    visible: visible !== false,
  });
}
