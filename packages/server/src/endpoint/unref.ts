/** Lets a timer keep no process alive, where there are processes. */
export function unref(timer: unknown): void {
  (timer as { unref?: () => void }).unref?.();
}
