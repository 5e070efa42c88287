/** Calls with each of these at once. A call that fails gives no answer. */
export async function eachAtOnce(
  texts: readonly string[],
  hear: (index: number, answer: unknown) => void,
  call: (text: string) => Promise<unknown>,
): Promise<void> {
  await Promise.allSettled(texts.map(async (text, index) => hear(index, await call(text))));
}
