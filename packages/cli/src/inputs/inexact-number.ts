import { InvalidArgumentError } from "@gradio-ts/client";

/** Shorter ones all are what they look like. */
const LONG = /\d{16}/;

/** The first whole number in valid JSON that JavaScript would make another one of, such as 9007199254740993: beyond 2^53 only some are exact. */
export function inexactNumber(json: string): string | undefined {
  if (!LONG.test(json)) return undefined;
  const outsideOfTexts = json.replace(/\\./g, "").replace(/"[^"]*"/g, "");
  const numbers = outsideOfTexts.match(/-?\d[\d.eE+-]*/g) ?? [];
  return numbers.find((number) => /^-?\d+$/.test(number) && !isExact(number));
}

/** What is too large for any number, the client refuses. */
function isExact(number: string): boolean {
  const read = Number(number);
  return !Number.isFinite(read) || BigInt(read) === BigInt(number);
}

/** The error for an input that would arrive as another one. */
export function inexactInput(name: string, number: string): InvalidArgumentError {
  const read = Number(number).toLocaleString("en", { useGrouping: false });
  return new InvalidArgumentError(`${name}: ${number} would arrive as ${read}, as JavaScript's numbers are exact up to 2^53 only.`, name);
}
