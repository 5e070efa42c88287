import { InvalidArgumentError } from "../errors.js";
import type { ApiInfo } from "./api-info.js";
import type { RecordedCall } from "./recorded-call.js";
import { refuseOptions } from "./refuse-options.js";
import { writeProgram } from "./write-program.js";

/**
 * Calls as one program that makes them again in their order, over one connection and in one session: for recorders. It runs as pasted, as
 * {@link codeSnippet} says. An input that an earlier call gave is taken from that call's output: a file by its path or URL; a value by being
 * equal, if it is long or has structure and nobody had typed it before. Numbers, booleans and short texts are written as they are.
 * @param options.language Default `"typescript"`. Bash, and `cli` where it takes a part of an output, need `jq`.
 * @throws EndpointNotFoundError; InvalidArgumentError for inputs that do not fit the endpoint, outputs that are no JSON, and another language.
 */
export function codeProgram(
  info: ApiInfo,
  calls: readonly RecordedCall[],
  options: { readonly language?: "typescript" | "python" | "bash" | "cli" | undefined } = {},
): string {
  const { language = "typescript", ...unknown } = options ?? {};
  refuseOptions("codeProgram", unknown, '"language"');
  if (!Array.isArray(calls) || !calls.every(isCall))
    throw new InvalidArgumentError("codeProgram() takes a list of calls: { endpoint, inputs, output }.", "calls");
  return writeProgram(info, calls, language);
}

function isCall(call: unknown): boolean {
  if (typeof call !== "object" || call === null || !("endpoint" in call)) return false;
  return typeof call.endpoint === "string" || typeof call.endpoint === "number";
}
