import { CancelledError, TimeoutError } from "@gradio-ts/client";

/** A terminal's Ctrl-C reaches every process of its group, and npx passes it on once more: two signals so close are one key. */
const ONE_KEY = 150;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What ends a command before its time: Ctrl-C, `--timeout`, and that nobody reads its output. */
export class Interruption {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout | undefined;
  #unheard = false;
  #since = 0;

  constructor(timeout: number | undefined) {
    for (const name of SIGNALS) process.on(name, this.#onSignal);
    if (timeout !== undefined) {
      const expire = () => this.#controller.abort(new TimeoutError(`The command did not end within ${timeout} ms.`, "call"));
      this.#timer = setTimeout(expire, Math.min(timeout, LONGEST_TIMER));
    }
  }

  /** Its reason is the error that the command ends with. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether nobody reads the output: then the end is a quiet one. */
  get unheard(): boolean {
    return this.#unheard;
  }

  /** Nobody reads the output any more. */
  closed(): void {
    this.#unheard ||= !this.signal.aborted;
    this.#controller.abort(new CancelledError("Nobody reads the output."));
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  readonly #onSignal = (): void => {
    if (!this.signal.aborted) {
      this.#since = performance.now();
      this.#controller.abort(new CancelledError("Interrupted."));
    } else if (performance.now() - this.#since > ONE_KEY) process.exit(130);
  };
}

/** Timers take no longer time; it is 24 days. */
const LONGEST_TIMER = 2 ** 31 - 1;
