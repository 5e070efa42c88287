import ts from "typescript";

/** Functions that give a test its name; `check` does so in scripts/check-packages.ts. */
const NAMING = new Set(["it", "test", "describe", "check"]);

/**
 * The names of the tests in a file. The table of an `it.each` holds names, too; a test that is skipped has none. Tests of types have no
 * names: there all of the text counts.
 */
export function testNames(path: string, text: string): readonly string[] {
  if (path.endsWith(".test-d.ts")) return [text];
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isNaming(node.expression)) {
      // The name, or the table of an `it.each`, which is a call of its own.
      names.push(node.arguments[0]?.getText() ?? "");
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return names;
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
