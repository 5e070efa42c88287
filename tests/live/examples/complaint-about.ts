/** A line, or what it is like. */
export type Line = string | RegExp;

/** What is wrong with a program's lines: one that should be there, after those before it, or one too many. */
export function complaintAbout(
  output: string,
  { prints, shows = [] }: { readonly prints?: readonly Line[]; readonly shows?: readonly Line[] },
) {
  const lines = output.trimEnd().split("\n");
  let rest = lines;
  for (const line of prints ?? shows) {
    const found = rest.findIndex((text) => (typeof line === "string" ? text === line : line.test(text)));
    if (found < 0) return `should have printed ${line}`;
    rest = rest.slice(found + 1);
  }
  return prints === undefined || lines.length === prints.length
    ? undefined
    : `should have printed ${prints.length} lines, not ${lines.length}`;
}
