import { InvalidArgumentError } from "../errors.js";
import type { ReadOptions } from "./file-types.js";

/** @throws InvalidArgumentError for an unknown or unfit option. */
export function checkReadOptions(options: unknown): asserts options is ReadOptions {
  if (typeof options !== "object" || options === null)
    throw new InvalidArgumentError("A file is read with its options as an object: { signal, maxBytes }.", "options");
  const { signal, maxBytes, ...unknown } = options as ReadOptions;
  const [name] = Object.keys(unknown);
  if (name !== undefined)
    throw new InvalidArgumentError(`Reading a file has no option ${JSON.stringify(name)}; it has "signal" and "maxBytes".`, name);
  if (signal !== undefined && !(typeof signal === "object" && signal !== null && "aborted" in signal))
    throw new InvalidArgumentError("The option signal must be an AbortSignal.", "signal");
  if (maxBytes !== undefined && !(typeof maxBytes === "number" && maxBytes >= 0))
    throw new InvalidArgumentError("The option maxBytes must be a number of bytes, 0 or more.", "maxBytes");
}
