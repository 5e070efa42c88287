/** The page with the lines of one of its sections replaced. @throws Error where the page has no such section. */
export function withSection(page: string, name: string, lines: readonly string[]): string {
  const begin = `<!-- begin: ${name} -->`;
  const end = `<!-- end: ${name} -->`;
  const [before, rest] = page.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined) throw new Error(`docs/reliability.md has no lines ${begin} and ${end}`);
  return `${before}${begin}\n\n${lines.join("\n")}\n\n${end}${after}`;
}
