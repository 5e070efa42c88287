import { type ErrorCode, GradioError } from "@gradio-ts/client";

const ADVICE: Readonly<Partial<Record<ErrorCode, string>>> = {
  AUTHENTICATION: "Log in to go on.",
  CONNECTION_FAILED: "See whether the app is running and the network is up, then try again.",
  CONNECTION_LOST: "The app has dropped this call. Run it again once the app can be reached.",
  SESSION_NOT_FOUND: "The app has been started again meanwhile. Run the call again; what the app kept for this page is gone.",
  QUEUE_FULL: "Many wait already. Run it again in a while.",
  RATE_LIMITED: "The app asks for fewer calls. Run it again in a while.",
  INVALID_ARGUMENT: "Correct the input, then run it again. Nothing was sent.",
  VALIDATION: "Correct the input, then run it again.",
  UPLOAD_FAILED: "Choose another file, or try again.",
  ENDPOINT_NOT_FOUND: "The app may have been changed. Reload the page.",
  UNSUPPORTED_APP: "See whether the address is that of a Gradio app.",
  APP_ERROR: "The app itself failed. Other inputs may do; its author can tell.",
};

/** What to do about an error; `""` if there is nothing to say. */
export function adviceOn(error: unknown): string {
  if (!(error instanceof GradioError)) return "";
  return ADVICE[error.code] ?? (error.retryable ? "Trying again later may help." : "");
}
