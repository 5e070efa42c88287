import { idleTimer } from "../http/delay.js";

export interface SilenceOptions {
  /** Milliseconds without a byte after which the server is asked. `Infinity`: never. */
  readonly timeout: number;
  /** Asks the server for a sign of life: `true` if it answered or cannot be reached, `false` if it kept silent. Aborted when it matters no more. */
  readonly ask: (signal: AbortSignal) => Promise<boolean>;
  /** The stream is dead. */
  readonly onDead: (silence: number) => void;
}

/** How long a busy server may stay silent altogether: an event loop that is blocked sends no heartbeat and answers nothing (protocol.md §3.6). */
const LONGEST_SILENCE = 10 * 60_000;

/**
 * Watches a stream for silence. Silence alone proves nothing; a server that answers another request meanwhile, or cannot be reached at all,
 * has lost the stream.
 */
export class SilenceWatch {
  readonly #options: SilenceOptions;
  #last = performance.now();
  #stopTimer: (() => void) | undefined;
  #stopped = false;
  /** While the server is asked. */
  #asking: AbortController | undefined;

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
    if (answered || total >= LONGEST_SILENCE) this.#options.onDead(total);
    else this.#wait(1000);
  }
}
