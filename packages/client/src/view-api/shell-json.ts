import { quoted } from "./bash-word.js";

/** Marks where the shell puts a value into JSON: by NUL, which JSON text never holds as it is. @param text As between double quotes. */
export function expansion(text: string): string {
  return `\0${text}\0`;
}

/** JSON in which the shell puts values, as one word of a command line. */
export function jsonWord(json: string): string {
  const parts = json.split("\0");
  return parts.map((part, index) => (index % 2 === 0 ? quoted(part) : `"${part}"`)).join("");
}

/** What stands at a place in the JSON that a variable holds, to be put into other JSON. */
export function jqExpansion(variable: string, path: readonly (string | number)[]): string {
  if (path.length === 0) return expansion(`$${variable}`);
  const place = path.map((key) => `[${JSON.stringify(key)}]`).join("");
  return expansion(`$(jq -c ${quoted(`.${place}`)} <<< "$${variable}")`);
}

/** Whether jq can be told of a place: it knows no half letters. */
export function jqReaches(path: readonly (string | number)[]): boolean {
  return !path.some((key) => /\p{Cs}/u.test(`${key}`));
}

export const NEEDS_JQ = "# Needs jq (Debian: apt install jq).";
/** State carries over between calls of one session. Whoever knows its name can read it. */
export const NEW_SESSION = "SESSION=$RANDOM$RANDOM$RANDOM$RANDOM";
