import type { Column, Group } from "./build-table.js";
import type { Mark } from "./outcome.js";
import { tableText } from "./table-text.js";

export const SIGNS: Readonly<Record<Mark, string>> = { works: "✓", fails: "✗", absent: "–" };

/** One row per group of behaviours. @param title What stands for a group in the first column. */
export function summary(columns: readonly Column[], groups: readonly Group[], title: (heading: string) => string): string {
  const head = ["", ...columns.map(({ version }) => version)];
  const rows = groups.map(({ heading, rows }) => [
    title(heading),
    ...columns.map((_, column) => together(rows.flatMap(({ marks }) => marks[column] ?? []))),
  ]);
  return tableText([head, ...rows]);
}

/** A group works if all works that the version has; `"✓ 7/9"` where it has seven of nine. */
function together(marks: readonly Mark[]): string {
  if (marks.includes("fails")) return SIGNS.fails;
  const works = marks.filter((mark) => mark === "works").length;
  if (works === 0) return SIGNS.absent;
  return works === marks.length ? SIGNS.works : `${SIGNS.works} ${works}/${marks.length}`;
}
