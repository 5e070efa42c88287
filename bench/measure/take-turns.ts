import { SUBJECTS, type SubjectName } from "../subjects/subject.js";
import { canRun, type Runtimes } from "./run-task.js";

/** Lets the subjects take turns, A B C D A B C D …, so that what else the machine does is spread over all of them. */
export async function takeTurns<Result>(
  rounds: number,
  runtimes: Runtimes,
  run: (subject: SubjectName) => Promise<Result>,
): Promise<Readonly<Record<SubjectName, readonly Result[]>>> {
  const results: Record<SubjectName, Result[]> = { floor: [], "@gradio/client": [], gradio_client: [], ours: [] };
  for (let round = 0; round < rounds; round++) {
    for (const subject of SUBJECTS) if (canRun(subject, runtimes)) results[subject].push(await run(subject));
  }
  return results;
}
