import type { Column } from "./build-table.js";
import type { Failure } from "./outcome.js";

/** Tests that say nothing: those that one version does not know while another does, and those that every version skips. */
export function findGaps(columns: readonly Column[]): readonly Failure[] {
  const ran = new Map<string, boolean>();
  for (const { outcomes } of columns) {
    for (const outcome of outcomes) ran.set(nameOf(outcome), (ran.get(nameOf(outcome)) ?? false) || outcome.mark !== "absent");
  }
  const nowhere = [...ran].filter(([, somewhere]) => !somewhere);
  const unknown = columns.flatMap(({ version, outcomes }) => {
    const known = new Set(outcomes.map(nameOf));
    const missing = [...ran.keys()].filter((name) => !known.has(name));
    return missing.map((name) => ({
      where: `${version}, ${name}`,
      message: "Other versions have this test. Where Gradio lacks something, use it.runIf",
    }));
  });
  return [...nowhere.map(([where]) => ({ where, message: "No version runs this test" })), ...unknown];
}

function nameOf({ heading, behaviour }: Column["outcomes"][number]): string {
  return `${heading}: ${behaviour}`;
}
