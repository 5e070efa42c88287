import { parseArgs } from "node:util";
import type { FaultCase } from "../cases/case.js";
import type { Sampling } from "./compare-all.js";
import { type ProgramName, programs } from "./programs.js";

export interface Wanted {
  readonly includes: (faultCase: FaultCase) => boolean;
  readonly list: boolean;
  /** Make docs/reliability.md tell what the table counts, or what a comparison gave. */
  readonly write: boolean;
  /** Fail where its counts are not those of the table. */
  readonly check: boolean;
  /** Another client is put to some of the cases. */
  readonly sampling: Sampling | undefined;
}

/** @throws Error for what the command does not know. */
export function readArguments(args: readonly string[]): Wanted {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      server: { type: "string" },
      list: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      subject: { type: "string" },
      sample: { type: "string", default: "300" },
      seed: { type: "string", default: "1" },
    },
  });
  const words = values.only?.split(" · ") ?? [];
  const { subject, sample, seed } = values;
  return {
    includes: ({ name, transport }) =>
      words.every((word) => name.includes(word)) && (values.server === undefined || values.server === transport.server),
    list: values.list,
    write: values.write,
    check: values.check,
    sampling: subject === undefined ? undefined : { subject: programName(subject), size: whole(sample), seed: whole(seed) },
  };
}

function programName(given: string): ProgramName {
  if (Object.hasOwn(programs, given)) return given as ProgramName;
  throw new Error(`--subject knows ${Object.keys(programs).join(", ")}, not ${given}`);
}

function whole(given: string): number {
  if (!/^\d+$/.test(given)) throw new Error(`${given} is no whole number`);
  return Number(given);
}
