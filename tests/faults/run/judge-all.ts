import { inTurns } from "../../live/matrix/in-turns.js";
import type { FaultCase } from "../cases/case.js";
import { totals } from "../report/totals.js";
import type { OtherOrigin } from "./other-origin.js";
import { programs } from "./programs.js";
import { runCase, type Verdict } from "./run-case.js";
import type { Servers } from "./start-servers.js";
import { startSubject } from "./subject.js";

/** Cases at once: most of their time they wait. */
const WIDTH = 24;

/** Milliseconds a case may take, on a busy machine. */
const LIMIT = 20_000;

/** Puts this repository's client to the cases, in one process, and prints what is wrong. @returns whether all is well. */
export async function judgeAll(cases: readonly FaultCase[], servers: Servers, other: OtherOrigin, signal: AbortSignal): Promise<boolean> {
  const subject = startSubject(await programs["gradio-ts"](), LIMIT);
  const verdicts: Verdict[] = [];
  const run = async (faultCase: FaultCase) => {
    const target = servers.url(faultCase.transport.server);
    verdicts.push(await runCase(faultCase, cases.indexOf(faultCase), subject, target, other));
  };
  await inTurns(WIDTH, spread(cases), run, signal);
  const { printed, lingers } = await subject.end();
  const findings = [...printed.map((line) => `on its console: ${line}`), ...(lingers ? ["it does not end by itself"] : [])];
  const failed = verdicts.filter(({ wrong }) => wrong.length > 0);
  for (const { faultCase, wrong, log } of failed)
    console.log(`✗ ${faultCase.name}\n    ${wrong.join("\n    ")}\n${log.replace(/^/gm, "        ")}\n`);
  for (const finding of findings) console.log(`✗ the client's process: ${finding}`);
  console.log(totals(verdicts, findings.length));
  return failed.length === 0 && findings.length === 0 && verdicts.length === cases.length;
}

/** So that no server has all the work while others wait. */
function spread(all: readonly FaultCase[]): readonly FaultCase[] {
  const groups = new Map<string, FaultCase[]>();
  for (const one of all) groups.set(one.transport.server, [...(groups.get(one.transport.server) ?? []), one]);
  const longest = Math.max(0, ...[...groups.values()].map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => [...groups.values()].flatMap((group) => group[index] ?? [])).flat();
}
