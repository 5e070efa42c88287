/** Whether a text is what a page says it is: `…` stands for anything. */
export function says(expected: string, actual: string): boolean {
  const pattern = expected
    .trimEnd()
    .split("…")
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${pattern.join("[^]*?")}$`).test(actual.trimEnd());
}
