import type { FaultCase } from "../cases/case.js";
import { comparison } from "../report/comparison.js";
import { type Comparing, callOf, compare, type Met, outOfReach } from "./compare.js";
import type { Told } from "./met.js";
import type { OtherOrigin } from "./other-origin.js";
import { type ProgramName, programs } from "./programs.js";
import { sample } from "./sample.js";
import type { Servers } from "./start-servers.js";

export interface Sampling {
  readonly subject: ProgramName;
  readonly size: number;
  readonly seed: number;
}

/** Cases at once: each has a process. */
const WIDTH = 3;

/** Milliseconds a case may take: no case waits for longer than 3 s if nothing hangs. */
const LIMIT = 15_000;

/**
 * Puts a sample of the cases to a client, judged by what any client can be asked for.
 * @returns the lines of docs/reliability.md that tell what came of it.
 */
export async function compareAll(
  cases: readonly FaultCase[],
  { subject, size, seed }: Sampling,
  servers: Servers,
  other: OtherOrigin,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const comparing: Comparing = { program: await programs[subject](), servers, other, limit: LIMIT, width: WIDTH, signal };
  // To submit a call again is asked of nobody else.
  const askable = cases.filter(({ fault }) => !fault.resubmit);
  const drawn = sample(askable, size, seed);
  const unable = await outOfReach(drawn, comparing);
  for (const [call, told] of unable) console.log(`cannot call: ${call} ${shown(told)}`);
  const reached = drawn.filter((one) => !unable.has(callOf(one)));
  const met = await compare(reached, comparing);
  if (signal.aborted) throw new Error("It was ended before all cases were met: there is nothing to count.");
  for (const one of met) if (isNotable(one)) console.log(`${wordsOf(one)}: ${one.faultCase.name} ${shown(one.told)} ${one.leaked}`);
  return comparison({
    drawn,
    of: askable.length,
    met,
    command: `npm run test:faults -- --subject ${subject} --sample ${size} --seed ${seed}`,
  });
}

const isNotable = ({ meeting, remarks }: Met) => (meeting !== "value" && meeting !== "error") || remarks.length > 0;

const wordsOf = ({ meeting, remarks }: Met) => [meeting, ...remarks].join(", ");

/** In one line. */
const shown = ({ outcome, next, ending }: Told) => JSON.stringify([outcome, next?.outcome, ending.printed]).slice(0, 600);
