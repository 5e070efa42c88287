import { ConnectionError, GradioError } from "../errors.js";
import { errorCodes, neverArrived } from "./retry.js";

/** What a failure of `fetch` means to a caller. @param sent Whether the request may have had an effect, had it arrived. */
export function networkError(url: URL, failure: unknown, sent: boolean): unknown {
  if (failure instanceof GradioError) return failure;
  const code = errorCodes(failure).at(-1);
  const reason = code === undefined ? messageOf(failure) : (REASONS[code] ?? `${messageOf(failure)} (${code})`);
  const doubt = sent && !neverArrived(failure) ? " What was asked may have been done all the same." : "";
  return new ConnectionError(`No answer from ${url.origin}: ${reason}${reason.endsWith("?") ? "" : "."}${doubt}`, {
    url: url.href,
    cause: failure,
  });
}

function messageOf(failure: unknown): string {
  const message = innermost(failure);
  // Browsers say no more than this, and most often it is the app's CORS rules (protocol.md §10).
  return /failed to fetch|load failed|networkerror/i.test(message)
    ? `${message}. In a browser, the app may not allow calls from this page's origin`
    : message;
}

/** `fetch failed` says nothing; its cause does. */
function innermost(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  return failure.cause instanceof Error && failure.cause.message !== "" ? innermost(failure.cause) : failure.message;
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused (ECONNREFUSED). Is the app running there?",
  ENOTFOUND: "there is no such host (ENOTFOUND). Check the URL",
  EAI_AGAIN: "the host name could not be looked up (EAI_AGAIN). Check the URL and the network",
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak https (ERR_SSL_WRONG_VERSION_NUMBER). Try http://",
  ECONNRESET: "the connection was reset (ECONNRESET)",
  UND_ERR_SOCKET: "the connection was closed (UND_ERR_SOCKET)",
};
