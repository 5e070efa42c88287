import type { FaultCase } from "../cases/case.js";
import { ELSEWHERE } from "./judge.js";
import type { Ending } from "./subject.js";
import { type Further, type Outcome, RIGHT } from "./task.js";

/** How a client met a case, where only this is asked: whether it settled, and told no untruth. */
export const meetings = [
  /** The value, or the error that the case must end in; of which class is not looked at. */
  "value",
  "error",
  /** It gave up where the value was to be had, by asking again or by reading on. */
  "error for a value",
  /** A value that the app did not give, or one of a call that had none. */
  "wrong value",
  "hang",
  "process died",
  /** It made no request that the fault could meet. */
  "not met",
] as const;

export type Meeting = (typeof meetings)[number];

/** What came of a case, as far as its process lived to tell. */
export interface Told {
  /** In words where its process ended. */
  readonly outcome: Outcome | string;
  /** `undefined`: its process had ended. */
  readonly next: Further | undefined;
  readonly ending: Ending;
}

/** What can be said of a client beside how its call was settled. */
export const remarks = ["next call failed", "printed", "did not end"] as const;

export type Remark = (typeof remarks)[number];

/** @param outcome The last words of its process, if that has ended. */
export function meetingOf({ scenario, expected }: FaultCase, outcome: Outcome | string, struck: boolean): Meeting {
  if (typeof outcome === "string") return "process died";
  if (!struck) return "not met";
  if (outcome.type === "hang") return "hang";
  if (outcome.type === "error") return typeof expected.outcome === "object" ? "error" : "error for a value";
  const right = expected.outcome === "elsewhere" ? ELSEWHERE : RIGHT[scenario];
  return right !== undefined && outcome.value === right ? "value" : "wrong value";
}

/** Of a process that died, neither a further call nor an end can be asked for, and its last words are no chatter. */
export function remarksOn({ next, ending: { printed, lingers } }: Told): readonly Remark[] {
  if (next === undefined) return [];
  const works = next.outcome.type === "value" && next.outcome.value === "next";
  return remarks.filter((remark) => ({ "next call failed": !works, printed: printed.length > 0, "did not end": lingers })[remark]);
}
