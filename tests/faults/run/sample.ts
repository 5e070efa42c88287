import { createHash } from "node:crypto";
import type { FaultCase } from "../cases/case.js";

/** So many cases, in their order: the same for the same seed, and mostly the same when others come to the table. */
export function sample(cases: readonly FaultCase[], size: number, seed: number): readonly FaultCase[] {
  const lot = ({ name }: FaultCase) => createHash("sha256").update(`${seed} ${name}`).digest("hex");
  const lots = cases.map(lot);
  const last = [...lots].sort().at(size - 1);
  return last === undefined ? cases : cases.filter((_, index) => (lots[index] ?? "") <= last);
}
