/** The same of an app of ours and of the app in Python. */
export interface Pair<T = unknown> {
  readonly ours: T;
  readonly theirs: T;
}

/** Asks the one, then the other. */
export async function ofBoth<In, Out>({ ours, theirs }: Pair<In>, ask: (of: In) => Promise<Out>): Promise<Pair<Out>> {
  return { ours: await ask(ours), theirs: await ask(theirs) };
}
