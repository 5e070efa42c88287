import type { CaseOptions, FaultCase, Scenario } from "../cases/case.js";
import { MAX_RETRIES } from "../cases/expect-request.js";

/** What a client is told to do, as a line of JSON on its standard input. */
export type Order = { readonly id: number } & (
  | {
      readonly do: "run";
      readonly scenario: Scenario;
      readonly url: string;
      readonly secrets: Secrets;
      readonly options: CaseOptions & { readonly maxRetries: number };
      /** Milliseconds after which what has not settled hangs. */
      readonly limit: number;
      /** Whether a call is to be made meanwhile in a session of its own. */
      readonly sibling: boolean;
      readonly brother: Brother | undefined;
    }
  /** The fault has happened. */
  | { readonly do: "know" }
  /** The fault is over: a further call, then the end. */
  | { readonly do: "go on" }
);

export type Run = Extract<Order, { readonly do: "run" }>;

/**
 * Another call in the same session. `before`: a long one that has begun when the call does. `at once`: several short ones with it. `meanwhile`:
 * when the call has been heard of. `behind the cancel`: one of the same function as the cancelled call, right after that.
 */
export type Brother = "before" | "at once" | "meanwhile" | "behind the cancel";

/** What it says on its standard output: first of the case, then of the further call. Anything else there is a finding. */
export type Report = { readonly id: number } & ({ readonly ran: Ran } | { readonly next: Further });

export type Outcome =
  | { readonly type: "value"; readonly value: unknown }
  /** `code`: of a client that has codes; else the name of the error's class. */
  | { readonly type: "error"; readonly code: string; readonly message: string }
  | { readonly type: "hang"; readonly what: string };

/** Of the further call, after which the client was closed. */
export interface Further {
  readonly outcome: Outcome;
  /** The timers and connections that are left then, and would keep the process alive. */
  readonly left: readonly string[];
}

export interface Ran {
  readonly outcome: Outcome;
  /** Milliseconds until it was connected, or was not; then until the call was settled. */
  readonly connecting: number;
  readonly took: number;
  readonly sibling?: Outcome | undefined;
  readonly brother?: Outcome | undefined;
  /** Milliseconds between the ends of a call and of its brother. */
  readonly apart?: number | undefined;
}

/** What no other origin may see. */
export interface Secrets {
  readonly username: string;
  readonly password: string;
  readonly token: string;
  readonly header: string;
}

export const SECRETS: Secrets = { username: "ada", password: "swordfish", token: "hf_s3cretToken", header: "s3cretHeader" };

/** Of the app: what each scenario gives where nothing goes wrong. */
export const STEPS = 4;
/** Steps of a call that is still running when its case is over. */
export const LONG = 1000;
/** Of one that is to be lost with another: 6 s. Gradio 4.17 to 4.23 run it to its end all the same, and have only so many at once. */
export const LOST = 150;
/** Characters of a large result: 8 MB. */
export const LARGE = 4 * 1024 * 1024;
export const TEXT = "grüße 😀";
export const RIGHT: Readonly<Record<Scenario, unknown>> = {
  call: Array.from({ length: STEPS }, (_, step) => `é${step}`).join(""),
  direct: `direct: ${TEXT}`,
  "large direct": "é".repeat(LARGE),
  upload: "200000 bytes",
  download: TEXT,
  "later call": Array.from({ length: STEPS }, (_, step) => `é${step}`).join(""),
  cancel: undefined,
  "cancel while joining": undefined,
  "cancel while queued": undefined,
};

/** How a case is put to a client. */
export function orderOf(id: number, { scenario, options, expected, fault }: FaultCase, url: string, limit: number): Order {
  const overtaken = fault.level === "request" && fault.act.type === "overtaken";
  const cancels = scenario.startsWith("cancel");
  const beside = expected.brother === "same error" ? "before" : overtaken ? "at once" : cancels ? "behind the cancel" : "meanwhile";
  const everybody = fault.level === "stream" ? fault.act === "restart" : fault.act.type === "refuse";
  return {
    id,
    do: "run",
    scenario,
    url,
    secrets: SECRETS,
    options: { maxRetries: MAX_RETRIES, ...options },
    limit,
    sibling: !everybody,
    brother: expected.brother === undefined ? undefined : beside,
  };
}
