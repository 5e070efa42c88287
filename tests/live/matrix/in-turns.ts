/** Do all of the work, so many at a time, in order. A `signal` lets what has begun end, and begins no more. */
export async function inTurns(width: number, work: readonly (() => Promise<void>)[], signal: AbortSignal): Promise<void> {
  const waiting = work.values();
  const turn = async () => {
    for (const next of waiting) {
      if (signal.aborted) return;
      await next();
    }
  };
  await Promise.all(Array.from({ length: width }, turn));
}
