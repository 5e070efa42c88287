import { InvalidArgumentError, ValidationError } from "@gradio-ts/client";

/** What an error says of single parameters, by their names. */
export function mistakesOf(error: unknown): Readonly<Record<string, string>> {
  const issues =
    error instanceof ValidationError
      ? error.issues
      : error instanceof InvalidArgumentError
        ? [{ parameter: error.parameter, message: error.message }]
        : [];
  return Object.fromEntries(issues.flatMap(({ parameter, message }) => (parameter === undefined ? [] : [[parameter, message]])));
}
