import type { Fields, Output } from "../fields/field.js";

/** An endpoint without its code. */
export interface Endpoint<In extends Fields = Fields, Out extends Output = Output> {
  /** By parameter name, in positional order. Default: none. */
  readonly inputs?: In | undefined;
  /** One field: the handler returns its value. Several, as an array: it returns an array. None: nothing. */
  readonly output?: Out | undefined;
  /** Markdown, for people and models. */
  readonly description?: string | undefined;
  /** `"undocumented"`: callable, not listed. `"private"`: official clients refuse it, this server too (Gradio does not, protocol.md §1.2). Default `"public"`. */
  readonly visibility?: "public" | "undocumented" | "private" | undefined;
  /** `false`: answer in the request itself; no queue, progress, logs. Default `true`. */
  readonly queue?: boolean | undefined;
  /** Calls that run at once; `null`: no limit. Default: the server's. */
  readonly concurrencyLimit?: number | null | undefined;
  /** Endpoints with the same id share one limit, the lowest (a GPU, a licence). Default: each its own. */
  readonly concurrencyId?: string | undefined;
  /** One run, at most; then `signal` aborts and the call fails. Default none. */
  readonly timeout?: number | undefined;
}

/** What a handler may return: the output, a promise of it, or a series of them. */
export type HandlerResult<T> = T | Promise<T> | AsyncIterable<T> | Generator<T, void, unknown>;
