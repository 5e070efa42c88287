import { CALL_OPTIONS, type CallOptions, checkOptions, isBoolean, isFunction } from "./options.js";

/** How {@link Client.map} calls: the same options for every row. Unknown keys are an `InvalidArgumentError`. */
export interface MapOptions extends Pick<CallOptions, "signal" | "timeout" | "headers" | "oauthToken" | "resubmit"> {
  /** Calls in flight, at most; also the most results held unread. Default 4. */
  readonly concurrency?: number | undefined;
  /** `true` (default): results come in the order of the inputs. `false`: as they finish. */
  readonly ordered?: boolean | undefined;
}

/** How {@link Client.enqueue} calls. Unknown keys are an `InvalidArgumentError`. */
export type EnqueueOptions = Pick<CallOptions, "signal" | "headers" | "oauthToken" | "eventData">;

/** With what makes inputs of a row. */
export interface RowOptions extends MapOptions {
  readonly inputs?: ((row: unknown, index: number) => unknown) | undefined;
}

const { signal, timeout, headers, oauthToken, resubmit, eventData } = CALL_OPTIONS;
const isPositive = (value: unknown) => Number.isInteger(value) && (value as number) > 0;

const ENQUEUE_OPTIONS = { signal, headers, oauthToken, eventData } as const;
const MAP_OPTIONS = {
  signal,
  timeout,
  headers,
  oauthToken,
  resubmit,
  concurrency: ["a whole number, 1 or more", isPositive],
  ordered: ["true or false", isBoolean],
  inputs: ["a function of a row", isFunction],
} as const;

/** @throws InvalidArgumentError for an unknown or unfit option. */
export function checkMapOptions(options: unknown): asserts options is RowOptions {
  checkOptions("map()", options, MAP_OPTIONS);
}

/** @throws InvalidArgumentError for an unknown or unfit option. */
export function checkEnqueueOptions(options: unknown): asserts options is EnqueueOptions {
  checkOptions("enqueue()", options, ENQUEUE_OPTIONS);
}
