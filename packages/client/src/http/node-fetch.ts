import type { FetchFunction } from "./fetch-types.js";

/** The part of undici's dispatcher that `fetch` uses. */
interface Dispatcher {
  readonly isMockActive?: boolean;
  dispatch(options: object, handler: object): boolean;
}

/** Where undici keeps the dispatcher of everybody, by the version of what handlers look like. The first `fetch` puts it there. */
const CURRENT = Symbol.for("undici.globalDispatcher.2");
const LEGACY = Symbol.for("undici.globalDispatcher.1");

/**
 * Node's `fetch` gives up after 300 s without an answer, and after 300 s without a byte of it: too soon for a function that takes its time.
 * How long to wait is the client's to say, so each request is handed to the dispatcher it would have had, a proxy's or a test's too, with
 * those two limits off.
 */
const patient: Dispatcher = {
  get isMockActive() {
    return dispatcherFor({})?.isMockActive === true;
  },
  dispatch: (options, handler) =>
    (dispatcherFor(handler) as Dispatcher).dispatch({ ...options, headersTimeout: 0, bodyTimeout: 0 }, handler),
};

/** Node's `fetch` without limits of its own; other runtimes that take this file for theirs have no dispatcher, and get none. */
export const runtimeFetch: FetchFunction = (url, init) => {
  const limits = dispatcherFor({}) === undefined ? {} : { dispatcher: patient };
  return globalThis.fetch(url, { ...init, ...limits });
};

function dispatcherFor(handler: object): Dispatcher | undefined {
  const { [CURRENT]: current, [LEGACY]: legacy } = globalThis as { readonly [CURRENT]?: Dispatcher; readonly [LEGACY]?: Dispatcher };
  return "onHeaders" in handler ? (legacy ?? current) : (current ?? legacy);
}
