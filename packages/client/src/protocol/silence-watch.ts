import { idleTimer } from "../http/delay.js";

export interface SilenceOptions {
  /** Milliseconds without a byte after which the server is asked. `Infinity`: never. */
  readonly timeout: number;
  /** Asks the server for a sign of life: `true` if it answered or cannot be reached, `false` if it kept silent. Aborted when it matters no more. */
  readonly ask: (signal: AbortSignal) => Promise<boolean>;
  /** The stream is dead. */
  readonly onDead: (silence: number) => void;
}

/** Milliseconds between two questions. */
const PAUSE = 1000;

/** How long a busy server may stay silent altogether: an event loop that is blocked sends no heartbeat and answers nothing (protocol.md §3.6). */
const LONGEST_SILENCE = 10 * 60_000;

/**
 * Watches a stream for silence. Silence alone proves nothing; a server that answers other requests meanwhile, or cannot be reached at all, has
 * lost the stream. One answer proves nothing either: an event loop that was blocked until now may answer before it comes to its streams, which
 * then have something to say at once.
 */
export class SilenceWatch {
  readonly #options: SilenceOptions;
  #last = performance.now();
  #stopTimer: (() => void) | undefined;
  #stopped = false;
  /** While the server is asked. */
  #asking: AbortController | undefined;
  /** When the last byte had come before the question that was answered last. */
  #answeredSince: number | undefined;

  constructor(options: SilenceOptions) {
    this.#options = options;
    this.#wait(options.timeout);
  }

  /** A byte has come. Cheap: the timer looks at the clock when it is due. */
  touch(): void {
    this.#last = performance.now();
  }

  stop(): void {
    this.#stopped = true;
    this.#stopTimer?.();
    this.#asking?.abort();
  }

  #wait(milliseconds: number): void {
    // An open stream keeps the process alive by itself; the watch need not.
    this.#stopTimer = idleTimer(() => void this.#due(), milliseconds);
  }

  async #due(): Promise<void> {
    const asked = this.#last;
    const silence = performance.now() - asked;
    if (silence < this.#options.timeout) return this.#wait(this.#options.timeout - silence);
    this.#asking = new AbortController();
    const answered = await this.#options.ask(this.#asking.signal);
    if (this.#stopped) return;
    if (this.#last !== asked) return this.#wait(this.#options.timeout);
    const total = performance.now() - asked;
    const twice = answered && this.#answeredSince === asked;
    this.#answeredSince = answered ? asked : undefined;
    if (twice || total >= LONGEST_SILENCE) this.#options.onDead(total);
    else this.#wait(PAUSE);
  }
}
