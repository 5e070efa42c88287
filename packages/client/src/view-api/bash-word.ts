/** A text as one word of a command line, quoted only where it must be. Without NUL, which no word can hold. */
export function bashWord(text: string): string {
  return /^[\w./:@%+,-][\w./:@%+,=-]*$/.test(text) ? text : quoted(text);
}

/** A text in single quotes, where nothing has a meaning; a single quote itself stands outside of them. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Linux takes no word of more than 128 KiB; what a here-string gives to stdin may be longer. A character is up to three bytes. */
export function fitsCommandLine(word: string): boolean {
  return word.length < 40_000;
}
