/** Do the work for all items, so many at a time, in order. A `signal` lets what has begun end, and begins no more. */
export async function inTurns<T>(width: number, items: readonly T[], work: (item: T) => Promise<void>, signal: AbortSignal): Promise<void> {
  const waiting = items.values();
  const turn = async () => {
    for (const item of waiting) {
      if (signal.aborted) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: width }, turn));
}
