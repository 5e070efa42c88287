import type { FaultCase } from "../cases/case.js";
import type { FaultLog } from "../proxy/fault-log.js";
import type { RequestKind } from "../proxy/request-kind.js";
import { type Outcome, type Ran, RIGHT } from "./task.js";

/** All that is known of a case that was run. */
export interface Evidence {
  readonly ran: Ran;
  readonly next: Outcome;
  readonly log: FaultLog;
  /** The requests that the case is about. */
  readonly kind: RequestKind;
  /** What reached the other origin and must not. */
  readonly leaked: readonly string[];
}

/** What the other origin gives for a file. */
export const ELSEWHERE = "elsewhere";

/** What is wrong with a case: nothing, if its promises were kept and the fault did happen. */
export function judge({ scenario, expected, moment }: FaultCase, { ran, next, log, kind, leaked }: Evidence): readonly string[] {
  const { outcome, requests, atLeast } = expected;
  const wrong: string[] = [];
  if (!log.struck) wrong.push("the fault did not happen");
  if (typeof outcome === "object") {
    if (ran.outcome.type !== "error" || ran.outcome.code !== outcome.error)
      wrong.push(`expected ${outcome.error}, got ${said(ran.outcome)}`);
  } else {
    const value = outcome === "value" ? RIGHT[scenario] : ELSEWHERE;
    if (!gives(ran.outcome, value)) wrong.push(`expected ${JSON.stringify(value)}, got ${said(ran.outcome)}`);
  }
  const made = log.requests(kind);
  if (requests !== undefined && made !== requests) wrong.push(`expected ${requests} requests (${kind}), saw ${made}`);
  const took = moment === "config" ? ran.connecting : ran.took;
  if (atLeast !== undefined && took < atLeast) wrong.push(`expected to wait ${atLeast} ms, took ${Math.round(took)}`);
  if (ran.sibling !== undefined && !gives(ran.sibling, "sibling")) wrong.push(`a call of another session: ${said(ran.sibling)}`);
  if (ran.brother !== undefined && !gives(ran.brother, "brother")) wrong.push(`a call of the same session: ${said(ran.brother)}`);
  if (!gives(next, "next")) wrong.push(`the next call: ${said(next)}`);
  return [...wrong, ...leaked.map((secret) => `the other origin got ${secret}`)];
}

const gives = (outcome: Outcome, value: unknown) => outcome.type === "value" && outcome.value === value;

function said(outcome: Outcome): string {
  if (outcome.type === "value") return JSON.stringify(outcome.value)?.slice(0, 100) ?? "nothing";
  return outcome.type === "hang" ? `nothing: ${outcome.what} hangs` : `${outcome.code}: ${outcome.message.slice(0, 200)}`;
}
