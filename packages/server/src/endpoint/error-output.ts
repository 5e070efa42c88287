import { AppError } from "@gradio-ts/client";
import type { ErrorOutput } from "@gradio-ts/wire";

/** What clients are told of a failure (protocol.md §12): all of an {@link AppError}, of other errors nothing unless the app shows them. */
export function errorOutput(error: unknown, showErrors: boolean): ErrorOutput {
  if (error instanceof AppError) {
    return { error: error.message, duration: error.duration, visible: error.visible, title: error.title };
  }
  return showErrors ? { error: messageOf(error), visible: true } : { error: null };
}

/** Anything may be thrown, also what cannot be made a text. */
function messageOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return "The function failed.";
  }
}
