/** Controls, halves of letters, and what turns the reading direction: none of it belongs into source text. */
const UNSEEN = /[\p{Cc}\p{Cs}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** A line of an app's in which everything can be seen. */
export function visible(line: string): string {
  return line.replaceAll("\t", "  ").replace(UNSEEN, "\ufffd");
}
