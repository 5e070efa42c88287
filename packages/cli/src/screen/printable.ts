import { stripVTControlCharacters } from "node:util";

/** Control characters, and those that reorder text: what an app says is not to move the cursor, nor to look like something else. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** A text of an app's, fit for a terminal: without escape sequences, on as many lines as it has. */
export function printable(text: string): string {
  return text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(printableLine)
    .join("\n");
}

/** The same on one line. */
export function oneLine(text: string): string {
  return printable(text)
    .trim()
    .replace(/\s*\n\s*/g, " ");
}

function printableLine(text: string): string {
  return stripVTControlCharacters(text).replaceAll("\t", "    ").replace(UNPRINTABLE, "");
}
