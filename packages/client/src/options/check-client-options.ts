import { A_COUNT, A_FUNCTION, A_SIGNAL, A_TOKEN, checkOptions, HEADERS, MILLISECONDS, type RulesOf } from "./check-options.js";
import type { ClientOptions } from "./options.js";

const LEVELS = ["debug", "info", "warn", "error"];

export const CLIENT_OPTIONS: RulesOf<ClientOptions> = {
  token: A_TOKEN,
  auth: [
    "a pair: [username, password]",
    (value) => Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string"),
  ],
  oauthToken: A_TOKEN,
  headers: HEADERS,
  fetch: ["a function like fetch", A_FUNCTION[1]],
  connectTimeout: MILLISECONDS,
  requestTimeout: MILLISECONDS,
  silenceTimeout: MILLISECONDS,
  maxRetries: A_COUNT,
  logger: [
    "an object with debug, info, warn and error",
    (value) => LEVELS.every((level) => typeof (value as Record<string, unknown> | null)?.[level] === "function"),
  ],
  signal: A_SIGNAL,
  onSpaceStatus: A_FUNCTION,
};

/** @throws InvalidArgumentError for an unknown or unfit option. */
export function checkClientOptions(options: unknown): asserts options is ClientOptions {
  checkOptions("connect()", options, CLIENT_OPTIONS);
}
