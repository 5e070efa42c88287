import { AppError, UploadError } from "../errors.js";
import { sourceOf } from "./handled-file.js";
import { isContainer } from "./is-container.js";

/** What servers say where they could not, or would not, fetch a file (protocol.md §7.3); the last is Gradio 3, of components that fetch nothing. */
const WORDS = [
  /^Hostname (\S+) failed validation/,
  /^Unable to resolve hostname (\S+?):? /,
  /^Failed to download(?: file)?\. Status code: \d+/,
  /No such file or directory: '(https?:[^']+)'/,
];

/**
 * What a failed call means whose server did not fetch one of its files: a private address behind a public name, say. `undefined`: it failed
 * for another reason.
 */
export function refusedUrl(error: unknown, data: unknown): UploadError | undefined {
  if (!(error instanceof AppError)) return undefined;
  const words = WORDS.map((pattern) => pattern.exec(error.message)).find((match) => match !== null);
  if (words === undefined) return undefined;
  const [, at = ""] = words;
  const url = find(data, (text) => /^https?:/i.test(text) && (at === "" || text === at || new URL(text).hostname === at));
  if (url === undefined) return undefined;
  const address = url.replace(/[?#].*/s, "");
  const message = `The app could not fetch ${address}, or would not: ${error.message}. Fetch it yourself, and give its bytes.`;
  return new UploadError(message, url, { cause: error, eventId: error.eventId });
}

function find(value: unknown, isIt: (text: string) => boolean): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const source = sourceOf(value);
  const text = typeof source === "string" || source instanceof URL ? String(source) : undefined;
  if (text !== undefined && isIt(text)) return text;
  if (!isContainer(value)) return undefined;
  for (const member of Object.values(value)) {
    const found = find(member, isIt);
    if (found !== undefined) return found;
  }
  return undefined;
}
