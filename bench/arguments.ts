import { parseArgs } from "node:util";

export interface Arguments {
  readonly quick: boolean;
  /** Whether a part of the benchmark is wanted: by its name, e.g. `"replay/queued"`. */
  readonly wants: (part: string) => boolean;
  /** Whether all of them are. */
  readonly everything: boolean;
  /** Whether what was measured goes to docs/benchmarks.md. */
  readonly write: boolean;
  /** How all this is typed. */
  readonly command: string;
}

/** Each gives a whole section of the report. */
const SECTIONS: readonly string[] = ["replay+50", "gradio+50", "streams", "held", "big", "files", "jobs", "server", "import", "bundle"];

/**
 * `--quick`, and `--only <part>` any number of times: every part whose name holds it. What is measured in full is written down; of a part
 * only with `--write`.
 * @throws Error where what `--quick` or a part of a section gives would be written down.
 */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
      write: { type: "boolean", default: false },
    },
  });
  const { quick, only, write } = values;
  if (write && (quick || !only.every((part) => SECTIONS.includes(part))))
    throw new Error(`--write renews whole sections, measured in full: no --quick, and --only one of ${SECTIONS.join(", ")}`);
  const everything = only.length === 0;
  return {
    quick,
    everything,
    write: write || (everything && !quick),
    wants: (part) => everything || only.some((wanted) => part.includes(wanted)),
    command: ["npm run bench", ...(args.length > 0 ? ["--", ...args] : [])].join(" "),
  };
}
