/** A table in Markdown that reads as text too: the first row is the head, the first column stands left, the others in the middle. */
export function tableText(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...[head, ...body].map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) => `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `:${"-".repeat(width - 2)}:`));
  return [line(head), line(rule), ...body.map(line)].join("\n");
}
