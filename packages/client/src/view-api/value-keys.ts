import type { CodeValue } from "./code-value.js";
import { FileReference } from "./file-reference.js";
import { jsonSpelling } from "./json-spelling.js";
import { someReference } from "./some-reference.js";
import { writeLiteral } from "./write-literal.js";

const SHORTEST_TEXT = 20;
const SHORTEST_JSON = 40;

/**
 * What tells a value from all others: two with a key in common are the same. None for what may be equal by chance: numbers, booleans, short
 * texts, small lists. A file is told by its path at the server, or its address; what it is called tells nothing.
 */
export function valueKeys(value: CodeValue): readonly string[] {
  if (value instanceof FileReference) return [...fileKeys(value)];
  if (typeof value === "string") return value.length < SHORTEST_TEXT ? [] : [JSON.stringify(value)];
  if (typeof value !== "object" || value === null) return [];
  const spelling = jsonSpelling(
    ({ source, path }) => `\0${path ?? source}`,
    // What is looked up is not linked yet.
    () => "",
  );
  const json = writeLiteral(value, spelling);
  return json.length < SHORTEST_JSON && !someReference(value, () => true) ? [] : [json];
}

/** NUL, which JSON text never holds as it is, keeps files apart from texts. */
function* fileKeys({ source, path }: FileReference): Generator<string> {
  if (path !== undefined) yield `\0${path}`;
  if (/^(https?|data):/i.test(source)) yield `\0${source}`;
}
