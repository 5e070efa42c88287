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
    const wait = readRetryAfter(answer.retryAfter);
    return new RateLimitError(`Too many requests (429)${words}`, wait === undefined ? undefined : wait / 1000, evidence);
  }
  if (answer.location !== null) {
    return new HttpError(
      `${answer.url.replace(/\?.*/s, "")} redirects to ${answer.location}, where this request is not sent on. If you trust that, connect there.`,
      answer.status,
      evidence,
    );
  }
  return new HttpError(`The server answered ${answer.status}${words}`, answer.status, evidence);
}

export function evidenceOf({ status, url, body }: Answer): Evidence {
  return { status, url, body };
}

/**
 * The sentence in a server's answer: FastAPI's `detail`, Gradio's `error`, the last line of a Python traceback (the body of an unhandled
 * error from 5.0 to 6.8; protocol.md §12), or a short text. HTML says nothing to a caller.
 */
export function serverWords(body: unknown): string {
  if (typeof body === "string") {
    const lines = body.trim().split("\n");
    const text = body.startsWith("Traceback") ? (lines.at(-1) ?? "") : /^\s*</.test(body) ? "" : body.trim();
    return text.slice(0, 500);
  }
  if (typeof body !== "object" || body === null) return "";
  const { detail, error, message, auth_message: authMessage } = body as Record<string, unknown>;
  if (Array.isArray(detail))
    return detail.map((entry) => serverWords({ message: (entry as { msg?: unknown } | null)?.msg, ...entry })).join("; ");
  if (typeof detail === "object" && detail !== null) return serverWords(detail);
  const texts = [detail, error, message, authMessage].filter((text): text is string => typeof text === "string" && text !== "");
  return texts.join(": ").slice(0, 500);
}
