import type { CallOptions } from "./options.js";

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
