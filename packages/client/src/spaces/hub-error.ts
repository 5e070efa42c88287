import { AuthenticationError, type GradioError, HttpError, ProtocolError, RateLimitError, SpaceError } from "../errors.js";
import { type Answer, answerError, evidenceOf, serverWords } from "../http/answer-error.js";
import { readRetryAfter } from "../http/retry.js";

/** What was asked, as far as an error should tell. */
export interface Question {
  /** The Space it was about: its name, or its URL. */
  readonly space?: string | undefined;
  readonly hasToken: boolean;
}

/** What an answer of the hub means that is not what was asked for. */
export function hubError(answer: Answer, { space, hasToken }: Question): GradioError {
  const { status } = answer;
  const evidence = evidenceOf(answer);
  const words = serverWords(answer.body);
  const said = words === "" ? String(status) : `${status}: ${words}`;
  // A 401 tells of a missing Space as well as of a wrong token; only its words tell them apart (protocol.md §15).
  if (status === 401 && (space === undefined || (hasToken && /invalid credentials/i.test(words))))
    return new AuthenticationError(`Hugging Face refuses the token (${said}). Make a new one at ${TOKENS}.`, evidence);
  if (status === 403) {
    const advice = hasToken ? `Check what the token may do, at ${TOKENS}.` : "Give a token.";
    return new AuthenticationError(
      `Hugging Face refuses access${space === undefined ? "" : ` to ${space}`} (${said}). ${advice}`,
      evidence,
    );
  }
  if (space !== undefined && (status === 401 || status === 404)) return new SpaceError(missing(space, hasToken), undefined, evidence);
  if (status === 429) {
    const wait = readRetryAfter(answer.retryAfter);
    const seconds = wait === undefined ? undefined : wait / 1000;
    const advice = `Try again ${seconds === undefined ? "later" : `in ${Math.ceil(seconds)} s`}${hasToken ? "" : ", or give a token, whose limit is higher"}.`;
    return new RateLimitError(`Hugging Face has had too many requests from here (${said}). ${advice}`, seconds, evidence);
  }
  if (status < 300) {
    const type = answer.contentType || "something else";
    return new ProtocolError(
      `${answer.url} answered with ${type} where JSON of another kind was expected. Is a proxy or a login page in between?`,
      evidence,
    );
  }
  if (answer.location !== null) return answerError(answer);
  const advice = status >= 500 ? " See https://status.huggingface.co, and try again later." : "";
  return new HttpError(`Hugging Face answered ${said}.${advice}`, status, evidence);
}

const TOKENS = "https://huggingface.co/settings/tokens";

function missing(space: string, hasToken: boolean): string {
  const private_ = hasToken ? "or the token may not read it" : "or it is private: then give a token that may read it";
  // What looks like `user/space` may be a URL without its scheme.
  const url = /^[^/]*\.[^/]*\//.test(space) ? ` If ${space} is a URL, write "https://${space}".` : "";
  return `Hugging Face has no Space ${space}, ${private_}. Check the name.${url}`;
}
