import { cpus } from "node:os";
import type { Section } from "../sections/section.js";

export interface Report {
  /** What was typed. */
  readonly command: string;
  readonly sections: readonly Section[];
}

const HOW_TO_READ = `Every subject runs in a process of its own; in each round all have their turn, one after another, on the same server. A cell is the median of
the rounds and, in brackets, the least and the most. CPU is that of the client's process, all threads, per call (the mean of a round); time
is what a caller waits (the median of a round). "× floor" compares medians. The floor is the requests themselves, written by hand on the
runtime's \`fetch\`. What else a machine does shows in the time first: compare CPU, and least with least.`;

const MISSING = "Not measured: the Python environments are missing. `npx tsx tests/live/environment/prepare.ts` makes them.";

/** The whole report, in Markdown. */
export function report({ command, sections }: Report): string {
  return `${[`# Benchmarks\n\n${measuredBy(command)}`, HOW_TO_READ, ...sections.map((section) => sectionText(section))].join("\n\n")}\n`;
}

/** An earlier report with these sections in the place of those of the same title, or at its end; each says how it was measured. */
export function renewed(earlier: string, { command, sections }: Report): string {
  const [head = "", ...parts] = earlier.trimEnd().split(/\n\n(?=## )/);
  for (const section of sections) {
    const text = sectionText(section, `Measured by itself: ${measuredBy(command)}`);
    const place = parts.findIndex((part) => part.startsWith(`## ${section.title}\n`));
    parts.splice(place === -1 ? parts.length : place, place === -1 ? 0 : 1, text);
  }
  return `${[head, ...parts].join("\n\n")}\n`;
}

function measuredBy(command: string): string {
  const processors = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"})`;
  return `\`${command}\`, on Node ${process.versions.node}, ${processors}, ${process.platform} ${process.arch}.`;
}

function sectionText({ title, about, table }: Section, ...notes: readonly string[]): string {
  return [`## ${title}`, ...notes, about, table ?? MISSING].join("\n\n");
}
