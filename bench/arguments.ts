import { parseArgs } from "node:util";

export interface Arguments {
  readonly quick: boolean;
  /** Whether a part of the benchmark is wanted: by its name, e.g. `"replay/queued"`. */
  readonly wants: (part: string) => boolean;
  /** Whether all of them are. */
  readonly everything: boolean;
}

/** `--quick`, and `--only <part>` any number of times: every part whose name holds it. */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: { quick: { type: "boolean", default: false }, only: { type: "string", multiple: true, default: [] } },
  });
  const { quick, only } = values;
  return { quick, everything: only.length === 0, wants: (part) => only.length === 0 || only.some((wanted) => part.includes(wanted)) };
}
