import type { Failure } from "./failure.js";

const HINTS: Readonly<Record<string, string>> = {
  AUTHENTICATION: "A login of the app goes into GRADIO_AUTH=user:password, a token for Spaces into HF_TOKEN.",
  QUEUE_FULL: "Try again later, or let --retries do it.",
  RATE_LIMITED: "Try again later, or let --retries do it.",
  TIMEOUT: "A longer --timeout gives it more time.",
};

/** What may help, where the error's own words do not say it. */
export function hintFor({ code }: Failure): string | undefined {
  return HINTS[code];
}
