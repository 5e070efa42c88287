import { AppError, type Logger } from "@gradio-ts/client";
import { inTime } from "../endpoint/in-time.js";
import { copyState } from "./copy-state.js";
import { StateMemory } from "./state-memory.js";
import type { StateStore } from "./state-store.js";

/** How long state outlives its client, in ms. */
const KEPT = 60 * 60_000;
/** How long a store may take to answer, in ms. */
const PATIENCE = 10_000;
/** Clients that have gone and are remembered, so that what is written for them afterwards expires, too. */
const GONE_KEPT = 10_000;

/** The state of every session, wherever it is kept, and for how long: that depends on whether its client is there. */
export class States {
  readonly #store: StateStore;
  readonly #logger: Logger;
  /** How state is copied, on its way in and out. In memory, what nobody can copy is shared; any other store has to be able to write it. */
  readonly copy: (state: unknown) => unknown;
  /** For a client that has never said that it is there: in memory it may stay as long as there is room, elsewhere nothing but time bounds it. */
  readonly #unseen: number | undefined;
  /** Heartbeats by session. */
  readonly #connected = new Map<string, number>();
  readonly #gone = new Set<string>();
  /** State that is being given another time: a write that comes in between has the newer value and the right time. */
  readonly #renewing = new Map<string, object>();

  /** @param store Default: memory. */
  constructor(store: StateStore | undefined, logger: Logger) {
    this.#store = store ?? new StateMemory();
    this.#logger = logger;
    this.copy = store === undefined ? copyState : structuredClone;
    this.#unseen = store === undefined ? undefined : KEPT;
  }

  /** `undefined` where there is none. @throws AppError if the store fails or takes too long, which the logger is told. */
  get(sessionHash: string): unknown {
    return this.#ask("read", sessionHash, () => this.#store.get(sessionHash));
  }

  /** @throws AppError as `get` */
  set(sessionHash: string, state: unknown): void | Promise<void> {
    this.#renewing.delete(sessionHash);
    return this.#ask("keep", sessionHash, () =>
      state === undefined ? this.#store.delete(sessionHash) : this.#store.set(sessionHash, this.copy(state), this.#lifetime(sessionHash)),
    );
  }

  /** Its client shows that it is there. @returns to be called when it has gone. */
  connect(sessionHash: string): () => void {
    this.#connected.set(sessionHash, (this.#connected.get(sessionHash) ?? 0) + 1);
    this.#gone.delete(sessionHash);
    void this.#renew(sessionHash);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#disconnect(sessionHash);
    };
  }

  isConnected(sessionHash: string): boolean {
    return this.#connected.has(sessionHash);
  }

  #disconnect(sessionHash: string): void {
    const others = (this.#connected.get(sessionHash) ?? 1) - 1;
    if (others > 0) {
      this.#connected.set(sessionHash, others);
      return;
    }
    this.#connected.delete(sessionHash);
    this.#gone.add(sessionHash);
    const [longest] = this.#gone;
    if (this.#gone.size > GONE_KEPT && longest !== undefined) this.#gone.delete(longest);
    void this.#renew(sessionHash);
  }

  #lifetime(sessionHash: string): number | undefined {
    if (this.#connected.has(sessionHash)) return undefined;
    return this.#gone.has(sessionHash) ? KEPT : this.#unseen;
  }

  /** Gives what is kept the time it has now. A failure is no caller's business: the logger has been told. */
  async #renew(sessionHash: string): Promise<void> {
    const renewal = {};
    this.#renewing.set(sessionHash, renewal);
    try {
      const reading = this.get(sessionHash);
      const state = reading instanceof Promise ? await reading : reading;
      if (this.#renewing.get(sessionHash) !== renewal || state === undefined) return;
      await this.#ask("keep", sessionHash, () => this.#store.set(sessionHash, state, this.#lifetime(sessionHash)));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    } finally {
      if (this.#renewing.get(sessionHash) === renewal) this.#renewing.delete(sessionHash);
    }
  }

  /** What the store answers: at once if it does so. */
  #ask<T>(what: "read" | "keep", sessionHash: string, question: () => T | Promise<T>): T | Promise<T> {
    const failed = (error: unknown): never => {
      this.#logger.error(`the state store did not ${what} the state of a session`, { sessionHash, error });
      throw new AppError(`The app could not ${what} the state of this session.`);
    };
    try {
      const answer = question();
      return isLater(answer) ? inTime(answer, PATIENCE, () => new Error(`It did not answer within ${PATIENCE} ms.`)).catch(failed) : answer;
    } catch (error) {
      return failed(error);
    }
  }
}

/** Not every library's promises are the runtime's. */
function isLater<T>(answer: T | PromiseLike<T>): answer is PromiseLike<T> {
  return typeof (answer as { then?: unknown } | null | undefined)?.then === "function";
}
