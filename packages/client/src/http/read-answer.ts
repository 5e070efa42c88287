import { ProtocolError } from "../errors.js";
import { type Answer, oneLine } from "./answer-error.js";
import type { FetchResponse } from "./fetch-types.js";
import { readText } from "./read-text.js";

/**
 * Reads an answer whole, whatever its status. Of one with an error status that is too long, the beginning must do.
 * @param most Bytes, unpacked.
 * @throws ProtocolError for a good answer that is too long.
 */
export async function readAnswer(response: FetchResponse, url: string, most: number, signal?: AbortSignal): Promise<Answer> {
  const { status, headers } = response;
  const { text, whole } = await readText(response, most, signal);
  if (!whole && status < 300) {
    throw new ProtocolError(`${url.replace(/\?.*/s, "")} answered with more than ${most >> 20} MB, which is not read.`, { status, url });
  }
  return {
    status,
    url,
    contentType: oneLine(headers.get("content-type") ?? ""),
    retryAfter: headers.get("retry-after"),
    location: status < 400 ? headers.get("location") : null,
    // Half of it is no JSON, and may take long to say so.
    body: whole ? parsed(text) : text,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
