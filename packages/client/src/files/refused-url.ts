import { AppError, UploadError } from "../errors.js";
import { sourceOf } from "./handle-file.js";
import { isContainer } from "./is-container.js";

/**
 * A failed call whose server would not fetch one of its files: the name of a host turned out to lead into a private network
 * (protocol.md §7.3). `undefined`: it failed for another reason.
 */
export function refusedUrl(error: unknown, data: unknown): UploadError | undefined {
  if (!(error instanceof AppError)) return undefined;
  const [, host] = /^Hostname (\S+) failed validation/.exec(error.message) ?? [];
  const url = host === undefined ? undefined : find(data, (text) => URL.canParse(text) && new URL(text).hostname === host);
  if (url === undefined) return undefined;
  const { eventId } = error;
  const message = `The app fetches nothing from ${host}, which is not a public address to it: fetch it yourself, and give its bytes.`;
  return new UploadError(message, url, { cause: error, eventId });
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
