/** What Node's `fetch` sends by. */
export interface Dispatcher {
  dispatch(options: object, handler: object): boolean;
}
type Both = readonly [current: Dispatcher | undefined, legacy: Dispatcher | undefined];

const PLACES = [Symbol.for("undici.globalDispatcher.2"), Symbol.for("undici.globalDispatcher.1")] as const;
const globals = globalThis as unknown as Record<symbol, Dispatcher | undefined>;

/** What stands where Node keeps everybody's dispatcher, once somebody has fetched something. */
export const dispatchers = (): Both => [globals[PLACES[0]], globals[PLACES[1]]];

export function setDispatchers(both: Both): void {
  for (const [index, place] of PLACES.entries()) globals[place] = both[index];
}

/** Makes Node's `fetch` wait for nothing longer than 100 ms, where it waits 300 s otherwise. @returns a function that undoes it. */
export function hurryNode(): () => void {
  const kept = dispatchers();
  const Agent = (kept[0] ?? kept[1])?.constructor as new (limits: object) => Dispatcher;
  const hurried = new Agent({ headersTimeout: 100, bodyTimeout: 100 });
  setDispatchers([hurried, hurried]);
  return () => setDispatchers(kept);
}
