import { InvalidArgumentError } from "../errors.js";
import { CLIENT_OPTIONS } from "./check-client-options.js";
import { checkOptions, MILLISECONDS, type RulesOf } from "./check-options.js";
import type { DuplicateOptions } from "./options.js";

const DUPLICATE_OPTIONS: RulesOf<DuplicateOptions> = {
  ...CLIENT_OPTIONS,
  toId: ['a name, or "user/name"', (value) => typeof value === "string" && /^\w[\w.-]*(\/\w[\w.-]*)?$/.test(value)],
  private: ["true or false", (value) => typeof value === "boolean"],
  hardware: ["the name of some hardware", (value) => typeof value === "string" && value !== ""],
  secrets: ["an object of names and texts", isTexts],
  sleepAfter: MILLISECONDS,
};

/** @throws InvalidArgumentError for an unknown or unfit option. */
export function checkDuplicateOptions(options: unknown): void {
  checkOptions("duplicate()", options, DUPLICATE_OPTIONS);
  if ((options as Partial<DuplicateOptions>).token === undefined)
    throw new InvalidArgumentError("duplicate() needs a token that can write to the account that gets the copy.", "token");
}

function isTexts(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every((text) => typeof text === "string");
}
