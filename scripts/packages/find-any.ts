import { readFileSync } from "node:fs";
import ts from "typescript";

/** Where a declaration file says `any`, as `"line: code"`. `FetchInit.body` may: the platforms' types for bodies exclude each other. */
export function findAny(file: string): readonly string[] {
  const text = readFileSync(file, "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword && !isFetchBody(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${line + 1}: ${text.split("\n")[line]?.trim()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isFetchBody({ parent }: ts.Node): boolean {
  return (
    ts.isPropertySignature(parent) &&
    parent.name.getText() === "body" &&
    ts.isInterfaceDeclaration(parent.parent) &&
    parent.parent.name.text === "FetchInit"
  );
}
