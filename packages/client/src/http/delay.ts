/** Resolves after `milliseconds`; rejects with the signal's reason when that aborts first. */
export function delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", abort, { once: true });
  });
}

/** A timer that keeps no process alive, where the runtime can tell (Node, Bun, Deno). */
export function idleTimer(callback: () => void, milliseconds: number): () => void {
  const timer = setTimeout(callback, milliseconds);
  (timer as { readonly unref?: () => void } | number as { readonly unref?: () => void }).unref?.();
  return () => clearTimeout(timer);
}
