import { AppError, boolean, file, number, Server, text } from "@gradio-ts/server";

/** What every runtime serves: one endpoint for each thing a server may get wrong on a runtime. */
export function makeApp() {
  return new Server({ title: "runtimes", state: () => ({ sum: 0 }), concurrencyLimit: null })
    .api("/add", { inputs: { a: number(), b: number({ default: 1 }) }, output: number() })
    .handle(({ a, b }) => a + b)
    .api("/count", { inputs: { n: number() }, output: text() })
    .handle(async function* ({ n }, { progress, log, signal }) {
      log("counting");
      for (let i = 1; i <= n && !signal.aborted; i++) {
        progress({ index: i, length: n });
        yield `${i}`;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })
    .api("/fail", { inputs: { openly: boolean() }, output: text() })
    .handle(({ openly }) => {
      throw openly ? new AppError("for a reason") : new Error("secret");
    })
    .api("/sum", { inputs: { by: number() }, output: number() })
    .handle(({ by }, { state }) => (state.sum += by))
    .api("/loud", { inputs: { f: file() }, output: file() })
    .handle(async ({ f }) => new File([(await f.text()).toUpperCase()], `loud ${f.name}`))
    .api("/aborted", { output: number() })
    .handle(() => aborted)
    .api("/forever", { output: text() })
    .handle(
      (_, { signal }) =>
        new Promise<string>((resolve) => {
          signal.addEventListener("abort", () => {
            aborted++;
            resolve("");
          });
        }),
    );
}

/** Calls of /forever that were told to stop. */
let aborted = 0;
