import { InvalidArgumentError } from "../errors.js";
import { didYouMean } from "../view-api/nearest.js";

type Check = (value: unknown) => boolean;

/** What an option must be, in words, and whether a value is that. */
export type Rule = readonly [what: string, fits: Check];

/** One rule for each key of an options object. */
export type RulesOf<Options> = { readonly [Key in keyof Required<Options>]: Rule };

const isFunction: Check = (value) => typeof value === "function";
const isObject: Check = (value) => typeof value === "object" && value !== null;

export const A_FUNCTION: Rule = ["a function", isFunction];
export const A_TOKEN: Rule = ["a token", (value) => typeof value === "string" && value !== ""];
export const HEADERS: Rule = ["an object of names and values, or a Headers object", isObject];
export const MILLISECONDS: Rule = ["milliseconds, more than 0", (value) => typeof value === "number" && value > 0];
export const A_COUNT: Rule = ["a whole number, 0 or more", (value) => Number.isInteger(value) && (value as number) >= 0];
export const A_SIGNAL: Rule = [
  "an AbortSignal",
  (value) => isObject(value) && "aborted" in (value as object) && "addEventListener" in (value as object),
];

/** @throws InvalidArgumentError for an unknown or unfit option. */
export function checkOptions(who: string, options: unknown, rules: Readonly<Record<string, Rule>>): void {
  if (!isObject(options) || Array.isArray(options)) {
    throw new InvalidArgumentError(`${who} takes its options as an object.`, "options");
  }
  for (const [name, value] of Object.entries(options as object)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) {
      const names = Object.keys(rules);
      const hint = didYouMean(name, names) || ` It has ${names.join(", ")}.`;
      throw new InvalidArgumentError(`${who} has no option ${JSON.stringify(name)}.${hint}`, name);
    }
    const [what, fits] = rule;
    if (value !== undefined && !fits(value)) throw new InvalidArgumentError(`The option ${name} must be ${what}.`, name);
  }
}
