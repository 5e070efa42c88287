import { exitCode } from "./errors/exit-code.js";
import { failureOf } from "./errors/failure.js";
import { withHint } from "./errors/hint.js";
import { jsonText } from "./output/json-text.js";
import { Screen } from "./screen/screen.js";

interface EndFlags {
  readonly jsonErrors?: boolean;
  readonly verbose?: boolean;
}

/** Tells why a command failed, and sets the exit code. */
export function endWith(
  error: unknown,
  { jsonErrors }: EndFlags,
  screen = new Screen(process.stderr, { quiet: false, line: undefined }),
): void {
  const failure = failureOf(error);
  const { message, hint } = withHint(failure);
  if (jsonErrors === true) screen.plain(jsonText(failure.json));
  else screen.error(failure.code, message, hint);
  process.exitCode = exitCode(failure.code);
}
