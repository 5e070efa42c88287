import type { Amount } from "../plan.js";
import type { CountingServer } from "../server/start-process.js";
import { SUBJECTS, type SubjectName } from "../subjects/subject.js";
import { type Runtimes, runTask } from "./run-task.js";
import { takeTurns } from "./take-turns.js";
import type { Action, Cost } from "./task.js";

/** What one subject cost, round by round. */
export interface Series {
  readonly subject: SubjectName;
  /** Empty if it could not be measured here. */
  readonly costs: readonly Cost[];
  /** Per call or connect; `undefined` where they were not counted. */
  readonly requests: number | undefined;
}

export interface Comparison {
  readonly action: Action;
  readonly url: string;
  readonly amount: Amount;
  /** The server at `url`, if it adds a delay. */
  readonly delay: CountingServer | undefined;
}

export async function compare({ action, url, amount, delay }: Comparison, runtimes: Runtimes): Promise<readonly Series[]> {
  const times = action === "connect" ? amount.connects : amount.calls;
  const { rounds, warmUp } = amount;
  const requests = new Map<SubjectName, number>();
  const costs = await takeTurns(rounds, runtimes, async (subject) => {
    await delay?.counts();
    const cost = await runTask({ subject, url, action, times, warmUp, together: delay !== undefined }, runtimes);
    const counts = await delay?.counts();
    if (counts !== undefined) requests.set(subject, (action === "connect" ? counts.discovery : counts.calls) / (times + warmUp));
    return cost;
  });
  return SUBJECTS.map((subject) => ({ subject, costs: costs[subject], requests: requests.get(subject) }));
}
