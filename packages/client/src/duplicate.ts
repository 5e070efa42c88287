import { InvalidArgumentError } from "./errors.js";
import { readHeaders } from "./http/headers.js";
import { openHub } from "./open-hub.js";
import { type Check, CLIENT_OPTIONS, checkOptions, type DuplicateOptions, isDuration, isObject, isText } from "./options.js";
import { duplicateSpace } from "./spaces/duplicate-space.js";
import { readSpaceName } from "./spaces/space-address.js";

const SLEEP_AFTER = 5 * 60_000;

const isTarget: Check = (value) => typeof value === "string" && /^\w[\w.-]*(\/\w[\w.-]*)?$/.test(value);
const isTexts: Check = (value) => isObject(value) && Object.values(value as object).every((text) => typeof text === "string");

const DUPLICATE_OPTIONS: { readonly [K in keyof Required<DuplicateOptions>]: readonly [string, Check] } = {
  ...CLIENT_OPTIONS,
  toId: ['a name, or "user/name"', isTarget],
  private: ["true or false", (value) => typeof value === "boolean"],
  hardware: ["the name of some hardware", isText],
  secrets: ["an object of names and texts", isTexts],
  sleepAfter: ["milliseconds, more than 0", isDuration],
};

/**
 * Makes a copy, unless there is one. @returns the name of the copy.
 * @throws InvalidArgumentError before anything is sent; SpaceError, AuthenticationError, RateLimitError, HttpError, and what a request fails with.
 */
export async function duplicate(fromId: string, options: DuplicateOptions): Promise<string> {
  checkOptions("duplicate()", options, DUPLICATE_OPTIONS);
  const from = typeof fromId === "string" ? readSpaceName(fromId.trim()) : undefined;
  if (from === undefined)
    throw new InvalidArgumentError(`duplicate() takes the name of a Space, "user/space", not ${String(fromId)}.`, "fromId");
  if (options.token === undefined)
    throw new InvalidArgumentError("duplicate() needs a token that can write to the account that gets the copy.", "token");
  readHeaders(options.headers); // A mistake in them is told before there is a copy.
  const { toId, private: isPrivate = true, hardware, secrets = {}, sleepAfter = SLEEP_AFTER, signal } = options;
  return duplicateSpace(openHub(options), from, { toId, private: isPrivate, hardware, secrets, sleepAfter }, signal);
}
