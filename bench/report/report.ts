import { cpus } from "node:os";
import type { Section } from "../sections/section.js";

export interface Report {
  readonly quick: boolean;
  readonly sections: readonly Section[];
}

const HOW_TO_READ = `Every subject runs in a process of its own; in each round all have their turn, one after another, on the same server. A cell is the median of
the rounds and, in brackets, the least and the most. CPU is that of the client's process, all threads, per call (the mean of a round); time
is what a caller waits (the median of a round). "× floor" compares medians. The floor is the requests themselves, written by hand on the
runtime's \`fetch\`. What else a machine does shows in the time first: compare CPU, and least with least.`;

const MISSING = "Not measured: the Python environments are missing. `npx tsx tests/live/environment/prepare.ts` makes them.";

/** The whole report, in Markdown. */
export function report({ quick, sections }: Report): string {
  const command = quick ? "npm run bench -- --quick" : "npm run bench";
  const head = `# Benchmarks\n\n\`${command}\`, on Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), ${process.platform} ${process.arch}.`;
  const body = sections.map(({ title, about, table }) => `## ${title}\n\n${about}\n\n${table ?? MISSING}`);
  return `${[head, HOW_TO_READ, ...body].join("\n\n")}\n`;
}
