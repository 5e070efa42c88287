import type { Outcome } from "../task.js";

/** What came of some work, which hangs if it takes longer than so many milliseconds. An error's code is its own, or the name of its class. */
export async function within(what: string, limit: number, work: () => Promise<unknown>): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ type: "hang", what }), limit);
  });
  const end = Promise.resolve()
    .then(work)
    .then(
      (value): Outcome => ({ type: "value", value }),
      (error: unknown): Outcome => failure(error),
    );
  return Promise.race([hang, end]).finally(() => clearTimeout(timer));
}

function failure(error: unknown): Outcome {
  if (!(error instanceof Error)) return { type: "error", code: typeof error, message: String(error) };
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return { type: "error", code, message: error.message };
}
