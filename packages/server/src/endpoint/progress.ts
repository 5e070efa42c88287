import type { WireProgressUnit } from "@gradio-ts/wire";
import type { Context, Tracker } from "./context.js";

const EVERY_MS = 100;

/** Tells clients of progress, the newest state at most every 100 ms. */
export class ProgressReporter {
  readonly #send: (units: readonly WireProgressUnit[]) => void;
  #sent = Number.NEGATIVE_INFINITY;
  #newest: readonly WireProgressUnit[] | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (units: readonly WireProgressUnit[]) => void) {
    this.#send = send;
  }

  report(update: Parameters<Context["progress"]>[0]): void {
    this.#newest = unitsOf(update);
    const wait = this.#sent + EVERY_MS - performance.now();
    if (wait <= 0) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), wait);
  }

  /** Sends what has been held back. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#newest === undefined) return;
    this.#sent = performance.now();
    this.#send(this.#newest);
    this.#newest = undefined;
  }

  /** Forgets what has been held back. */
  stop(): void {
    this.#newest = undefined;
    clearTimeout(this.#timer);
  }
}

function unitsOf(update: Parameters<Context["progress"]>[0]): WireProgressUnit[] {
  if (typeof update === "number") return [{ index: null, length: null, unit: "steps", progress: update, desc: null }];
  const trackers = Array.isArray(update) ? (update as readonly Tracker[]) : [update as Tracker];
  return trackers.map(({ index, length, unit = "steps", progress, desc }) => ({
    index: numberOf(index),
    length: numberOf(length),
    unit: textOf(unit),
    progress: numberOf(progress),
    desc: textOf(desc),
  }));
}

/** It is sent later, maybe from a timer, where a value that is no JSON would take the process down. */
function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
