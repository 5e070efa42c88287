import { isJsonObject } from "@gradio-ts/wire";

/**
 * Which function of a server cancels which: by function, the one to run to cancel it. Before `/cancel` came (4.31), an app that lets its calls be
 * cancelled has listeners for that (protocol.md §8.2). Of several the one that cancels the fewest others.
 */
export function indexCancels(dependencies: readonly unknown[]): ReadonlyMap<number, number> {
  const best = new Map<number, { readonly fnIndex: number; readonly reach: number }>();
  for (const [index, dependency] of dependencies.entries()) {
    for (const cancelled of cancelsOf(dependency)) {
      const reach = cancelsOf(dependency).length;
      if (reach < (best.get(cancelled)?.reach ?? Number.POSITIVE_INFINITY)) best.set(cancelled, { fnIndex: index, reach });
    }
  }
  return new Map([...best].map(([cancelled, { fnIndex }]) => [cancelled, fnIndex]));
}

/** The functions that a dependency is there to cancel. It does nothing else: a listener that does is a dependency of its own. */
export function cancelsOf(dependency: unknown): readonly number[] {
  const cancels = isJsonObject(dependency) ? dependency["cancels"] : undefined;
  return Array.isArray(cancels) ? cancels.filter((fnIndex) => typeof fnIndex === "number") : [];
}
