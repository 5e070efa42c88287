/** The lines of a program that a shorter one before it did not have, in order; without empty ones. */
export function newLines(before: string, after: string): readonly string[] {
  const known = new Map<string, number>();
  for (const line of before.split("\n")) known.set(line, (known.get(line) ?? 0) + 1);
  return after.split("\n").filter((line) => {
    const count = known.get(line) ?? 0;
    known.set(line, count - 1);
    return count <= 0 && line !== "";
  });
}
