import type { Mark, Outcome } from "./outcome.js";

/** One version of Gradio, and what the tests said on it. */
export interface Column {
  readonly version: string;
  /** What its `/config` says (protocol.md §0.1). */
  readonly protocol: string;
  readonly outcomes: readonly Outcome[];
}

export interface Group {
  readonly heading: string;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly behaviour: string;
  /** One per column. A test that a version does not know counts as failed: only a test can say that something is absent. */
  readonly marks: readonly Mark[];
}

/** Behaviours by versions: groups by the alphabet, in each the order of the tests. */
export function buildTable(columns: readonly Column[]): readonly Group[] {
  const groups = new Map<string, Map<string, Mark[]>>();
  columns.forEach(({ outcomes }, index) => {
    for (const { heading, behaviour, mark } of outcomes) {
      const rows = groups.get(heading) ?? new Map<string, Mark[]>();
      groups.set(heading, rows);
      const marks = rows.get(behaviour) ?? columns.map((): Mark => "fails");
      rows.set(behaviour, marks);
      marks[index] = mark;
    }
  });
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([heading, rows]) => ({ heading, rows: [...rows].map(([behaviour, marks]) => ({ behaviour, marks })) }));
}
