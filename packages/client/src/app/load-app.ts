import { AuthenticationError, type GradioError, UnsupportedAppError } from "../errors.js";
import { type Answer, answerError, evidenceOf, serverWords } from "../http/answer-error.js";
import type { Http } from "../http/request.js";
import type { App } from "./app.js";
import { parsePrefix } from "./parse-prefix.js";

/** Where the API is described since Gradio 5: asked for together with the config, which would tell. */
const GUESSED_PREFIX = "gradio_api/";

/**
 * Fetches an app's config and API, both at once, and makes the model of it.
 * Where the API cannot be described, the config alone must do.
 */
export async function loadApp(http: Http, signal: AbortSignal): Promise<App> {
  // Comes while the network is waited for: bundlers keep it out of what a page loads first.
  const model = import("./parse-app.js");
  model.catch(() => {}); // Told where it is awaited, unless something else fails first.
  const guess = new AbortController();
  const abort = () => guess.abort(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  const guessed = http.answer(`${GUESSED_PREFIX}info`, { signal: guess.signal }).catch((error: GradioError) => error);
  try {
    const answer = await http.answer("config", { signal });
    const config = readConfig(answer, http.base);
    const prefix = parsePrefix((config as { readonly api_prefix?: unknown }).api_prefix);
    const info =
      prefix === GUESSED_PREFIX ? await guessed : await http.answer(`${prefix}info`, { signal }).catch((error: GradioError) => error);
    if (signal.aborted) throw signal.reason;
    const { parseApp } = await model;
    return parseApp(http.base.href, config, readInfo(info, http));
  } finally {
    signal.removeEventListener("abort", abort);
    guess.abort();
  }
}

function readConfig(answer: Answer, base: URL): object {
  const { status, body } = answer;
  if (status === 401) {
    const said = serverWords(body);
    throw new AuthenticationError(
      `The app wants a login${said === "" ? "" : ` (${said})`}: connect with auth: [username, password].`,
      evidenceOf(answer),
    );
  }
  if (status === 404)
    throw new UnsupportedAppError(`There is no Gradio app at ${base.href}: /config is not found (404).`, evidenceOf(answer));
  if (status >= 300) throw answerError(answer);
  if (typeof body === "object" && body !== null) return body;
  throw new UnsupportedAppError(
    `There is no Gradio app at ${base.href}: /config is no JSON, but ${answer.contentType || "something else"}.`,
    evidenceOf(answer),
  );
}

/** What `/info` says; `undefined` where it fails, as it does for apps with schemas the server cannot write. */
function readInfo(answer: Answer | GradioError, http: Http): unknown {
  if ("body" in answer && "contentType" in answer && answer.status < 300 && typeof answer.body === "object") return answer.body;
  http.log?.warn("the app cannot describe its API; its config alone is used", { status: answer.status });
  return undefined;
}
