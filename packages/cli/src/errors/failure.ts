/** What ended a command, whatever was thrown. */
export interface Failure {
  /** `GradioError.code`; `UNFORESEEN` for errors that no command expects. */
  readonly code: string;
  readonly message: string;
  /** What `--json-errors` prints. */
  readonly json: object;
}

/** Reads an error by its code, not its class: errors of the client are known before the client is loaded. */
export function failureOf(error: unknown): Failure {
  const { name = "Error", message = String(error), code, toJSON } = Object(error) as Partial<Record<keyof GradioErrorLike, unknown>>;
  if (typeof code === "string" && typeof toJSON === "function") {
    return { code, message: String(message), json: (error as GradioErrorLike).toJSON() };
  }
  return { code: "UNFORESEEN", message: String(message), json: { name, code: "UNFORESEEN", message } };
}

interface GradioErrorLike {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  toJSON(): object;
}
