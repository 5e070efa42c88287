import { InvalidArgumentError } from "@gradio-ts/client";

/** Ms. Timers count no further: what is longer would go off at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/** A misspelt option would silently do nothing. @throws InvalidArgumentError */
export function refuseUnknown(owner: string, given: unknown, known: readonly string[]): void {
  if (typeof given !== "object" || given === null) throw new InvalidArgumentError(`${owner}: the options must be an object.`, "options");
  for (const key of Object.keys(given)) {
    if (!known.includes(key)) throw new InvalidArgumentError(`${owner} has no option "${key}". Options: ${known.join(", ")}.`, key);
  }
}

/** Whether it is left out, `null` (no limit) or a count from 1. */
export function isLimit(value: unknown): boolean {
  return value === undefined || value === null || (Number.isInteger(value) && (value as number) > 0);
}

export function isPositive(value: unknown): boolean {
  return typeof value === "number" && value > 0;
}
