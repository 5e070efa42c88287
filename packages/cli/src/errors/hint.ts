import type { Failure } from "./failure.js";

const HINTS: Readonly<Record<string, string>> = {
  AUTHENTICATION: "The login of an app goes into GRADIO_AUTH=user:password, a token for Spaces into HF_TOKEN.",
  SPACE: "For a private Space, HF_TOKEN holds a token that may read it; --timeout gives a slow one more time.",
  ENDPOINT_NOT_FOUND: "info shows what can be called; inputs are written name=value.",
  QUEUE_FULL: "Try again later; predict does so itself with --retries.",
  RATE_LIMITED: "Try again later; predict does so itself with --retries.",
  TIMEOUT: "A longer --timeout gives it more time.",
};

/** An error as people read it: what may help stands on a line of its own. */
export function withHint({ code, message }: Failure): { readonly message: string; readonly hint: string | undefined } {
  const near = /\s\(?Did you mean ([^?]+)\?\)?/.exec(message);
  if (near !== null) return { message: message.replace(near[0], ""), hint: `Did you mean ${near[1]}?` };
  const missing = / needs "([^"]+)" \(/.exec(message);
  if (code === "INVALID_ARGUMENT" && missing !== null)
    return { message, hint: `Give it as ${missing[1]}=…; info shows what an endpoint takes.` };
  return { message, hint: HINTS[code] };
}
