import { AsyncLocalStorage, createHook } from "node:async_hooks";
import { setTimeout as delay } from "node:timers/promises";

/** What keeps a process alive. */
const KINDS: ReadonlySet<string> = new Set(["Timeout", "TCPWRAP", "TLSWRAP"]);

/** Milliseconds in which a closed connection is gone, on a busy machine. */
const PATIENCE = 5000;

interface Held {
  readonly kind: string;
  readonly resource: { readonly hasRef?: () => boolean };
}

/** The timers and connections that a piece of work has begun, by their number. */
type Holding = Map<number, Held>;

const current = new AsyncLocalStorage<Holding>();
const holders = new Map<number, Holding>();

createHook({
  init(id, kind, _, resource) {
    const holding = KINDS.has(kind) ? current.getStore() : undefined;
    if (holding === undefined) return;
    holding.set(id, { kind, resource });
    holders.set(id, holding);
  },
  destroy(id) {
    holders.get(id)?.delete(id);
    holders.delete(id);
  },
}).enable();

/** Does some work among other, and knows what is left of it: `left` waits until nothing is, or tells what will not go. */
export function watched<T>(work: (left: () => Promise<readonly string[]>) => T): T {
  const holding: Holding = new Map();
  const alive = () => [...holding.values()].filter(({ resource }) => resource.hasRef?.() === true).map(({ kind }) => kind);
  return current.run(holding, () =>
    work(() =>
      current.exit(async () => {
        const end = performance.now() + PATIENCE;
        while (alive().length > 0 && performance.now() < end) await delay(20);
        return alive();
      }),
    ),
  );
}
