import type { Answer } from "./answer-error.js";
import type { FetchResponse } from "./fetch-types.js";

/** Reads an answer whole, whatever its status. */
export async function readAnswer(response: FetchResponse, url: string): Promise<Answer> {
  const { status, headers } = response;
  const body = parsed(await response.text());
  return {
    status,
    url,
    contentType: headers.get("content-type") ?? "",
    retryAfter: headers.get("retry-after"),
    location: status < 400 ? headers.get("location") : null,
    body,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
