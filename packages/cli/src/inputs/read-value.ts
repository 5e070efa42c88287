import { InvalidArgumentError, type ParameterInfo } from "@gradio-ts/client";
import { inexactInput, inexactNumber } from "./inexact-number.js";
import { typeOf, type ValueTypes, valueTypes } from "./value-types.js";

/**
 * The value that a text stands for, as the app's schema of the parameter decides: a text stays text, a choice is one of the choices, anything
 * else is JSON. What may be a text or something else is the something else where it can be read so.
 * @throws InvalidArgumentError that says what it must be.
 */
export function readValue(parameter: Pick<ParameterInfo, "name" | "schema">, text: string): unknown {
  const { name } = parameter;
  const expected = valueTypes(parameter.schema);
  const { types, choices } = expected;
  if (choices !== undefined) return readChoice(name, choices, text);
  const takesText = types.has("string");
  if (takesText && [...types].every((type) => type === "string" || type === "null")) return text;
  const value = parsed(text);
  const inexact = value === undefined ? undefined : inexactNumber(text);
  if (inexact !== undefined && takesText) return text;
  if (inexact !== undefined) throw inexactInput(name, inexact);
  if (value !== undefined && fits(expected, value)) return checkElements(name, expected, value);
  if (takesText || (types.size === 0 && !/^\s*[[{"]/.test(text))) return text;
  throw unfit(name, describe(types), text);
}

function readChoice(name: string, choices: readonly unknown[], text: string): unknown {
  const found = choices.find((choice) => choice === text) ?? choices.find((choice) => JSON.stringify(choice) === text);
  if (found !== undefined) return found;
  throw unfit(name, `one of ${listed(choices)}`, text);
}

/** Where the elements of a list are choices, each must be one. */
function checkElements(name: string, { elementChoices }: ValueTypes, value: unknown): unknown {
  if (elementChoices === undefined || !Array.isArray(value)) return value;
  const stranger: unknown = value.find((element) => !elementChoices.includes(element));
  if (stranger === undefined) return value;
  throw new InvalidArgumentError(`${name} must be a list of ${listed(elementChoices)}, without ${JSON.stringify(stranger)}`, name);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function fits({ types }: ValueTypes, value: unknown): boolean {
  return value === null || types.size === 0 || types.has(typeOf(value)) || (types.has("integer") && Number.isInteger(value));
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list as JSON",
  object: "an object as JSON",
};

function describe(types: ReadonlySet<string>): string {
  const known = [...types].flatMap((type) => DESCRIPTIONS[type] ?? []);
  return known.length > 0 ? known.join(" or ") : "JSON";
}

const MOST_LISTED = 20;

function listed(choices: readonly unknown[]): string {
  const shown = choices.slice(0, MOST_LISTED).map((choice) => JSON.stringify(choice));
  const more = choices.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

const LONGEST = 60;

function unfit(name: string, what: string, text: string): InvalidArgumentError {
  const said = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return new InvalidArgumentError(`${name} must be ${what}, not ${JSON.stringify(said)}`, name);
}
