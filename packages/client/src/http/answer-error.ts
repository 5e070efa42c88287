import { AuthenticationError, type Evidence, type GradioError, HttpError, RateLimitError } from "../errors.js";
import { readRetryAfter } from "./retry.js";

/** An answer that was read whole. */
export interface Answer {
  readonly status: number;
  readonly url: string;
  readonly contentType: string;
  readonly retryAfter: string | null;
  /** Where a redirect leads that was not followed. */
  readonly location: string | null;
  /** Parsed JSON; text, where it is none. */
  readonly body: unknown;
}

/** What an answer with an error status means, as far as the status alone tells. */
export function answerError(answer: Answer): GradioError {
  const evidence = evidenceOf(answer);
  const said = serverWords(answer.body);
  const words = said === "" ? "" : `: ${said}`;
  if (answer.status === 401 || answer.status === 403) {
    return new AuthenticationError(
      `The app refused access (${answer.status})${words}. Give \`auth\`, \`token\` or the headers it asks for.`,
      evidence,
    );
  }
  if (answer.status === 429) {
    const wait = evidence.retryAfter;
    return new RateLimitError(`Too many requests (429)${words}`, wait === undefined ? undefined : wait / 1000, evidence);
  }
  if (answer.location !== null) {
    return new HttpError(
      `${withoutQuery(answer.url)} redirects to ${oneLine(withoutQuery(answer.location))}, where this request is not sent on. If you trust that, connect there.`,
      answer.status,
      evidence,
    );
  }
  return new HttpError(`The server answered ${answer.status}${words}`, answer.status, evidence);
}

export function evidenceOf({ status, url, body, retryAfter }: Answer): Evidence {
  return { status, url, body, retryAfter: readRetryAfter(retryAfter) };
}

/** What follows the `?` of an address may be a secret. */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*/s, "");
}

/**
 * The sentence in a server's answer, in one line: FastAPI's `detail`, Gradio's `error`, the last line of a Python traceback (the body of an
 * unhandled error from 5.0 to 6.8; protocol.md §12), or a short text. HTML says nothing to a caller.
 */
export function serverWords(body: unknown): string {
  return oneLine(wordsIn(body, 0));
}

const MOST_LETTERS = 500;
/** How deep the words may lie, and how many a list may have: no server hides them deeper. */
const DEEPEST = 4;
const MOST_ENTRIES = 100;

function wordsIn(body: unknown, depth: number): string {
  if (typeof body === "string") {
    if (body.startsWith("Traceback"))
      return (
        body
          .slice(-10 * MOST_LETTERS)
          .trim()
          .split("\n")
          .at(-1) ?? ""
      );
    return /^\s*</.test(body) ? "" : body.trim();
  }
  if (typeof body !== "object" || body === null || depth > DEEPEST) return "";
  const { detail, error, message, auth_message: authMessage } = body as Record<string, unknown>;
  if (Array.isArray(detail)) {
    const entries = detail.slice(0, MOST_ENTRIES);
    return entries.map((entry) => wordsIn({ message: (entry as { msg?: unknown } | null)?.msg, ...entry }, depth + 1)).join("; ");
  }
  if (typeof detail === "object" && detail !== null) return wordsIn(detail, depth + 1);
  const texts = [detail, error, message, authMessage].filter((text): text is string => typeof text === "string" && text !== "");
  return texts.join(": ");
}

/** What a server says, as part of a sentence of ours: nothing in it moves a terminal's cursor or begins a line of a log. */
export function oneLine(text: string): string {
  return text.slice(0, MOST_LETTERS).replace(/\p{Cc}+/gu, " ");
}
