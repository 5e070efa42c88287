import ts from "typescript";

/** Functions that give a test its name; `check` does so in scripts/check-packages.ts. */
const NAMING = new Set(["it", "test", "describe", "check"]);

/**
 * The rows of docs/users.md that the names of tests in a file cite: `users.md row 7`, `users.md rows 7, 8`. The table of an
 * `it.each` holds names, too; a test that is skipped has none. Tests of types have no names: there any text counts.
 */
export function citedRows(path: string, text: string): readonly number[] {
  if (path.endsWith(".test-d.ts")) return rowsIn(text);
  const rows: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isNaming(node.expression)) {
      // The name, or the table of an `it.each`, which is a call of its own.
      rows.push(...rowsIn(node.arguments[0]?.getText() ?? ""));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return rows;
}

function isNaming(callee: ts.Expression): boolean {
  const words: string[] = [];
  let at: ts.Expression = callee;
  while (ts.isPropertyAccessExpression(at) || ts.isCallExpression(at)) {
    if (ts.isPropertyAccessExpression(at)) words.push(at.name.text);
    at = at.expression;
  }
  return ts.isIdentifier(at) && NAMING.has(at.text) && !words.includes("skip") && !words.includes("todo");
}

function rowsIn(text: string): readonly number[] {
  return [...text.matchAll(/users\.md rows? ([\d, and]+)/g)].flatMap(([, rows = ""]) => (rows.match(/\d+/g) ?? []).map(Number));
}
