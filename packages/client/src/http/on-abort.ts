const heard = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back when `signal` aborts; at once, if it has. A signal gets one listener however many calls share it: Node warns on the console
 * of more than ten.
 * @returns a function that forgets the callback.
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal === undefined) return () => {};
  if (signal.aborted) {
    callback();
    return () => {};
  }
  const callbacks = heard.get(signal) ?? listened(signal);
  // The same function may be given twice: each time is one of its own.
  const own = () => callback();
  callbacks.add(own);
  return () => callbacks.delete(own);
}

function listened(signal: AbortSignal): Set<() => void> {
  const callbacks = new Set<() => void>();
  heard.set(signal, callbacks);
  const tell = () => {
    for (const callback of [...callbacks]) callback();
    callbacks.clear();
  };
  signal.addEventListener("abort", tell, { once: true });
  return callbacks;
}
