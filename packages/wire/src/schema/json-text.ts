/** Letters that reverse the text around them, end a line for some readers, or move a terminal's cursor. */
const UNSEEN = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A text as JSON, as TypeScript and Python read it too, in which everything can be seen: what is an app's may be there to deceive. */
export function jsonText(text: string): string {
  return JSON.stringify(text).replace(UNSEEN, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
