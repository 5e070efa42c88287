import { InvalidArgumentError } from "commander";

/** A whole number of at least `least`, as a flag has it. */
export function readCount(least: number): (text: string) => number {
  return (text) => {
    const count = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(count) && count >= least) return count;
    throw new InvalidArgumentError(`It is a whole number, ${least} or more.`);
  };
}
