import { type Endpoint, valuesOf } from "../server/values.js";
import { SUBJECTS, type SubjectName } from "../subjects/subject.js";
import { type Runtimes, runTask } from "./run-task.js";
import { Sightings } from "./sightings.js";
import { takeTurns } from "./take-turns.js";
import type { ValueCost, ValueTask } from "./task.js";

/** What one subject cost, round by round. */
export interface ValueSeries {
  readonly subject: SubjectName;
  /** Empty if it could not be measured here. */
  readonly costs: readonly ValueCost[];
  /** Whether all it gave was what the server meant, to the end. */
  readonly right: boolean;
}

export interface ValueComparison extends Pick<ValueTask, "url" | "action" | "endpoint" | "size" | "times" | "warmUp"> {
  readonly rounds: number;
}

export async function compareValues({ rounds, ...task }: ValueComparison, runtimes: Runtimes): Promise<readonly ValueSeries[]> {
  const { count, digest } = expected(task.endpoint, task.size);
  const costs = await takeTurns(rounds, runtimes, (subject) => {
    // Python compiles nothing, and takes long.
    const once = subject === "gradio_client" ? { times: 1, warmUp: 0 } : {};
    return runTask({ ...task, ...once, subject, count }, runtimes);
  });
  return SUBJECTS.map((subject) => ({
    subject,
    costs: costs[subject],
    right: costs[subject].every((cost) => cost.digest === digest),
  }));
}

function expected(endpoint: Endpoint, size: number): { readonly count: number; readonly digest: string } {
  const values = [...valuesOf(endpoint, size)];
  const sightings = new Sightings(values.length);
  for (const value of values) sightings.see(value);
  return { count: values.length, digest: sightings.digest() };
}
