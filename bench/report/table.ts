/** A Markdown table; all columns but the first `text` are numbers. */
export function table(head: readonly string[], text: number, rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column < text ? "---" : "--:"))), ...rows.map(line)].join("\n");
}
