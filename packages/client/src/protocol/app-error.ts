import type { Version } from "../app/app.js";
import { since } from "../app/since.js";
import { AppError, AuthenticationError, CancelledError, type Evidence, type GradioError } from "../errors.js";

const HIDDEN =
  "The app's function failed, and the app hides why. Its author can show it: launch(show_error=True) in Python, showErrors of a Server in TypeScript.";

/**
 * The failure a server reports of a call (protocol.md §12), or that somebody else cancelled it: an output without data and without error (§8).
 * @param output The event's last output, or the body of a direct run.
 */
export function callFailure(output: unknown, version: Version, evidence: Evidence): GradioError {
  const fields = typeof output === "object" && output !== null ? (output as Record<string, unknown>) : {};
  if (!("error" in fields) && Object.keys(fields).length === 0)
    return new CancelledError("The call was cancelled at the server.", evidence);
  const { error, title, duration, visible } = fields;
  // Up to 5.1 the text of a gr.Error is Python's quoted form. Its `duration` tells it from other exceptions; before 4.37 only the quotes do.
  const quoted = !since(version, 5, 2) && (duration !== undefined || !since(version, 4, 37));
  const message = typeof error === "string" ? (quoted ? unquoted(error) : error) : HIDDEN;
  if (WANTS_TOKEN.test(message))
    return new AuthenticationError(`${message} From Gradio 6.21 on, give the user's token as oauthToken.`, { ...evidence, body: output });
  return new AppError(message, {
    ...evidence,
    title: typeof title === "string" ? title : undefined,
    duration: typeof duration === "number" || duration === null ? duration : undefined,
    visible: typeof visible === "boolean" ? visible : undefined,
    body: output,
  });
}

/** What Gradio itself says where a function asks for the token of a user, and there is none (protocol.md §10). */
const WANTS_TOKEN = /^This action requires a logged in user\b/;

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** The text in Python's `repr` of it. */
function unquoted(repr: string): string {
  const quote = repr.at(0);
  const inner = repr.slice(1, -1);
  const isQuoted = repr.length > 1 && (quote === "'" || quote === '"') && repr.endsWith(quote);
  // One escape after another: a pattern of the whole would hold its place at each letter, and long texts have more of them than engines hold.
  const unescaped = inner.replace(/\\./gs, "");
  if (!isQuoted || unescaped.includes(quote) || unescaped.includes("\\")) return repr;
  return inner.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U(000[0-9a-f]{5}|0010[0-9a-f]{4})|(.))/gs,
    (_, x?: string, u?: string, U?: string, other?: string) => {
      const code = x ?? u ?? U;
      return code === undefined ? (ESCAPES[other as string] ?? (other as string)) : String.fromCodePoint(Number.parseInt(code, 16));
    },
  );
}
