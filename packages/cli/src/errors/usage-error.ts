/** A command line that makes no sense: `InvalidArgumentError`, for what is found before the client is loaded. */
export class UsageError extends Error {
  override readonly name = "InvalidArgumentError";
  readonly code = "INVALID_ARGUMENT";

  toJSON(): object {
    const { name, code, message } = this;
    return { name, code, message };
  }
}
