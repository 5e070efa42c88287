import type { Client, Job } from "@gradio-ts/client";
import type { Listed } from "../api/list-endpoints.js";
import type { Drafts } from "../form/drafts.js";
import { afterUpdate, type RunState, STARTED } from "./run-state.js";

/** A call this page made. */
export interface Run {
  readonly id: number;
  /** Of its endpoint. */
  readonly key: string;
  /** What `predict` takes its endpoint as. */
  readonly call: string | number;
  /** What stood in the form, and what the call was given of it. */
  readonly drafts: Drafts;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly started: Date;
  readonly state: RunState;
  cancel(): void;
}

/** Calls that are remembered. */
const MOST_RUNS = 50;

/** The calls of this page, newest first. Who watches them is told once for each picture the browser draws, however many updates come. */
export class Runs {
  readonly #client: Client;
  readonly #watchers = new Set<() => void>();
  #runs: readonly Run[] = [];
  #count = 0;
  #telling = false;

  constructor(client: Client) {
    this.#client = client;
  }

  get all(): readonly Run[] {
    return this.#runs;
  }

  /** @returns a function that ends the watching. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** @returns the run's id. */
  start({ key, call }: Listed, drafts: Drafts, inputs: Readonly<Record<string, unknown>>): number {
    const id = ++this.#count;
    let job: Job | undefined;
    const cancel = () => void job?.cancel();
    this.#runs = [{ id, key, call, drafts, inputs, started: new Date(), state: STARTED, cancel }, ...this.#runs].slice(0, MOST_RUNS);
    try {
      job = this.#client.submit(call, inputs);
      void this.#follow(id, job);
    } catch (error) {
      // Inputs that do not fit: nothing was sent.
      this.#change(id, (state) => ({ ...state, error, ended: true }));
    }
    return id;
  }

  async #follow(id: number, job: Job): Promise<void> {
    for await (const update of job.updates()) this.#change(id, (state) => afterUpdate(state, update));
    const error = await job.exception();
    this.#change(id, (state) => ({ ...state, error: error ?? undefined, ended: true }));
  }

  #change(id: number, change: (state: RunState) => RunState): void {
    this.#runs = this.#runs.map((run) => (run.id === id ? { ...run, state: change(run.state) } : run));
    if (this.#telling) return;
    this.#telling = true;
    const tell = () => {
      this.#telling = false;
      for (const watcher of this.#watchers) watcher();
    };
    // A page that is not looked at draws nothing.
    if (document.hidden) setTimeout(tell, 500);
    else requestAnimationFrame(tell);
  }
}
