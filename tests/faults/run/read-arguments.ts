import { parseArgs } from "node:util";
import type { FaultCase } from "../cases/case.js";

export interface Wanted {
  readonly includes: (faultCase: FaultCase) => boolean;
  readonly list: boolean;
  /** Make the counts in docs/reliability.md those of the table, or fail where they are not. */
  readonly write: boolean;
  readonly check: boolean;
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
    },
  });
  const words = values.only?.split(" · ") ?? [];
  return {
    includes: ({ name, transport }) =>
      words.every((word) => name.includes(word)) && (values.server === undefined || values.server === transport.server),
    list: values.list,
    write: values.write,
    check: values.check,
  };
}
