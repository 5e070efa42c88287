import known from "./known-differences.json" with { type: "json" };

/** Where ours differs from Python's on purpose. */
export interface KnownDifference {
  /** Paths as differences.ts tells them; `*` stands for one step, `**` for any number, `a|b` for either. */
  readonly at: readonly string[];
  readonly why: string;
}

const patterns = (known as readonly KnownDifference[]).flatMap(({ at, why }) => at.map((path) => ({ path, why, matches: matcher(path) })));

/** Why the two differ there, if they are known to. */
export function whyDifferent(path: string): string | undefined {
  return patterns.find(({ matches }) => matches(path))?.why;
}

/** What is said to differ and does not. */
export function gone(paths: Iterable<string>): readonly string[] {
  const found = [...paths];
  return patterns.filter(({ matches }) => !found.some(matches)).map(({ path }) => path);
}

function matcher(pattern: string): (path: string) => boolean {
  const steps = pattern.split(" > ").map((step) => (step === "**" ? ".*" : step === "*" ? "[^>]*" : `(${escaped(step)})`));
  const expression = new RegExp(`^${steps.join(" > ")}$`);
  return (path) => expression.test(path);
}

function escaped(step: string): string {
  return step.replace(/[.*+?^${}()[\]\\]/g, "\\$&");
}
