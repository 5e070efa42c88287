import { InvalidArgumentError } from "../errors.js";
import { checkCallOptions } from "./check-call-options.js";
import type { CallOptions } from "./options.js";

/** What `predict` and `submit` were called with. */
export interface CallParts {
  /** `undefined`: the app's only one. */
  readonly wanted: string | number | undefined;
  readonly inputs: unknown;
  readonly options: CallOptions;
}

/**
 * `(endpoint, inputs, options)`, or `(inputs, options)`: only an endpoint is a string or a number.
 * @throws InvalidArgumentError for anything else, and for unfit options.
 */
export function readCall(call: readonly unknown[]): CallParts {
  const [first, second] = call;
  if (first === undefined && Array.isArray(second)) throw new InvalidArgumentError("The endpoint is undefined.", "endpoint");
  const named = typeof first === "string" || typeof first === "number";
  const [inputs, options = {}, ...rest] = named ? call.slice(1) : call;
  if (rest.length > 0 || typeof options !== "object") {
    throw new InvalidArgumentError(
      "A call takes an endpoint, its inputs as an array or object, and options; inputs are not listed one by one.",
      "inputs",
    );
  }
  checkCallOptions(options);
  return { wanted: named ? first : undefined, inputs, options };
}
