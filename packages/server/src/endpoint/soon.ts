/** Resolves after sockets and timers have had their turn. */
export function soon(): Promise<void> {
  return new Promise((resolve) => later(resolve));
}

/** The runtime's quickest way to do something after what is already waiting; where it has none, a timer. */
const later: (callback: () => void) => void =
  (globalThis as { setImmediate?: (callback: () => void) => void }).setImmediate ?? ((callback) => setTimeout(callback, 0));
