import { onAbort } from "./on-abort.js";

/** Timers count no further: what is longer would go off at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** A timer of any length: longer than timers count (24 days), and `Infinity`, is never. @returns a function that stops it. */
export function startTimer(callback: () => void, milliseconds: number): () => void {
  const timer = milliseconds > LONGEST_TIMER ? undefined : setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}

/** Resolves after `milliseconds`; rejects with the signal's reason when that aborts first. */
export function delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = startTimer(() => {
      forget();
      resolve();
    }, milliseconds);
    const forget = onAbort(signal, () => {
      stop();
      reject(signal?.reason);
    });
  });
}

/** Resolves when the work has ended, or when the time is up: the work then goes on by itself. Never rejects. */
export function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const stop = startTimer(resolve, milliseconds);
    const end = () => {
      stop();
      resolve();
    };
    work.then(end, end);
  });
}

/** A timer that keeps no process alive, where the runtime can tell (Node, Bun, Deno). */
export function idleTimer(callback: () => void, milliseconds: number): () => void {
  if (milliseconds > LONGEST_TIMER) return () => {};
  const timer = setTimeout(callback, milliseconds);
  (timer as { readonly unref?: () => void } | number as { readonly unref?: () => void }).unref?.();
  return () => clearTimeout(timer);
}
