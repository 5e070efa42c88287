import { InvalidArgumentError } from "../errors.js";

/** @throws InvalidArgumentError naming the first of the options that a function does not have. */
export function refuseOptions(name: string, unknown: object, known: string): void {
  const [other] = Object.keys(unknown);
  if (other !== undefined) throw new InvalidArgumentError(`${name}() has no option ${JSON.stringify(other)}; it has ${known}.`, other);
}
