import { CancelledError, GradioError } from "../errors.js";

/** Why a signal ended something: an error of ours as it is, a caller's reason as the cause of a cancelling. */
export function asCancelled(reason: unknown): GradioError {
  return reason instanceof GradioError ? reason : new CancelledError("Cancelled by the caller's signal.", { cause: reason });
}
