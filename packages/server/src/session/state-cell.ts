import type { CallState } from "../endpoint/call-run.js";
import type { States } from "./states.js";

/** The state of a session as one call sees it: a copy of its own, so that a call that fails changes nothing. */
export class StateCell implements CallState {
  readonly #states: States;
  /** `undefined`: a call without a session, which starts afresh and leaves nothing. */
  readonly #sessionHash: string | undefined;
  /** `undefined`: the app keeps no state. */
  readonly #initial: (() => unknown) | undefined;
  #kept: unknown;
  /** Whether the handler has looked at it or replaced it: what it has not, another call may be changing. */
  #touched = false;
  #value: unknown;

  constructor(states: States, sessionHash: string | undefined, initial: (() => unknown) | undefined) {
    this.#states = states;
    this.#sessionHash = sessionHash;
    this.#initial = initial;
  }

  get value(): unknown {
    if (!this.#touched) {
      this.#touched = true;
      this.#value = this.#states.copy(this.#kept === undefined ? this.#initial?.() : this.#kept);
    }
    return this.#value;
  }

  set value(value: unknown) {
    this.#touched = true;
    this.#value = value;
  }

  async load(): Promise<void> {
    if (this.#initial === undefined || this.#sessionHash === undefined) return;
    this.#kept = await this.#states.get(this.#sessionHash);
  }

  keep(): void | Promise<void> {
    if (!this.#touched || this.#initial === undefined || this.#sessionHash === undefined) return;
    return this.#states.set(this.#sessionHash, this.#value);
  }
}
