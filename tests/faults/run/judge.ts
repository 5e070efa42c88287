import type { Expectation, FaultCase } from "../cases/case.js";
import type { FaultLog } from "../proxy/fault-log.js";
import type { RequestKind } from "../proxy/request-kind.js";
import { type Further, type Outcome, type Ran, RIGHT } from "./task.js";

/** All that is known of a case that was run. */
export interface Evidence {
  readonly ran: Ran;
  readonly next: Further;
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
  wrong.push(...wrongWithBrother(expected, ran));
  if (!gives(next.outcome, "next")) wrong.push(`the next call: ${said(next.outcome)}`);
  wrong.push(...next.left.map((kind) => `left after close(): ${kind}`));
  return [...wrong, ...leaked.map((secret) => `the other origin got ${secret}`)];
}

/** Milliseconds between two ends that come of one event, on a busy machine. */
const AT_ONCE = 500;

function wrongWithBrother({ brother, outcome }: Expectation, ran: Ran): readonly string[] {
  if (brother === undefined) return [];
  const got = ran.brother;
  if (got === undefined) return ["no call of the same session was made"];
  if (brother === "value") return gives(got, "brother") ? [] : [`a call of the same session: ${said(got)}`];
  const code = typeof outcome === "object" ? outcome.error : undefined;
  if (got.type !== "error" || got.code !== code) return [`a call of the same session, expected ${code}: ${said(got)}`];
  return (ran.apart ?? 0) > AT_ONCE ? [`a call of the same session ended ${Math.round(ran.apart ?? 0)} ms apart`] : [];
}

const gives = (outcome: Outcome, value: unknown) => outcome.type === "value" && outcome.value === value;

function said(outcome: Outcome): string {
  if (outcome.type === "value") return JSON.stringify(outcome.value)?.slice(0, 100) ?? "nothing";
  return outcome.type === "hang" ? `nothing: ${outcome.what} hangs` : `${outcome.code}: ${outcome.message.slice(0, 200)}`;
}
