import { visible } from "./visible.js";

/** A comment that editors show with what follows it: no lines, no comment. */
export function docComment(paragraphs: readonly string[], indent: string): readonly string[] {
  const lines = paragraphs.flatMap((text) => text.split(LINE_END)).map((line) => harmless(visible(line.trim())));
  const said = lines.filter((line, index) => line !== "" || (lines[index - 1] ?? "") !== "");
  while (said.at(-1) === "") said.pop();
  const [first] = said;
  if (first === undefined) return [];
  if (said.length === 1) return [`${indent}/** ${first} */`];
  return [`${indent}/**`, ...said.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
}

const LINE_END = /\r\n|[\n\r\u2028\u2029]/;

/** Says what it said, but neither ends the comment nor orders a compiler about (`@ts-expect-error`). */
function harmless(line: string): string {
  return line.replaceAll("*/", "*\\/").replace(/^[/*\s]*@/, (start) => `${start.slice(0, -1)}\\@`);
}
