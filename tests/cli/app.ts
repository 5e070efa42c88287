import { AppError, boolean, choice, choices, file, files, handleFile, json, number, Server, text } from "@gradio-ts/server";

/** What happened in the app, for tests to ask about. */
export const journal: string[] = [];

export const HOSTILE = "\u001b[31mred\u001b[0m \u001b]0;title\u0007bell\u0007 \u009b2Jclear \u202ereversed\r\nsecond line";
/** What is left of it on one line of a terminal. */
export const HARMLESS = "red bell clear reversed second line";

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Resolves when the call is cancelled. */
const untilCancelled = (signal: AbortSignal) => new Promise((resolve) => signal.addEventListener("abort", resolve));

/** One app for all commands. Each test connects to one of its own. */
export function makeApp({ auth }: { readonly auth?: readonly (readonly [string, string])[] } = {}) {
  return new Server({ title: "commands", state: () => ({ said: [] as string[] }), concurrencyLimit: null, auth })
    .api("/predict", {
      inputs: {
        num1: number(),
        operation: choice(["add", "subtract", "multiply", "divide"], { default: "add" }),
        num2: number({ default: 3 }),
      },
      output: number(),
    })
    .handle(({ num1, operation, num2 }) => (operation === "multiply" ? num1 * num2 : num1 + num2))
    .api("/echo", { inputs: { text: text() }, output: text() })
    .handle(({ text }) => text)
    .api("/types", {
      inputs: {
        text: text({ default: "" }),
        amount: number({ default: 0 }),
        sure: boolean({ default: false }),
        extras: choices(["a", "b", "c"], { default: [] }),
        data: json({ default: null }),
      },
      output: json(),
    })
    .handle((inputs) => inputs)
    .api("/headers", { inputs: {}, output: json() })
    .handle((_, { request }) => Object.fromEntries(request.headers))
    .api("/long", { inputs: { size: number() }, output: text() })
    .handle(({ size }) => "x".repeat(size))
    .api("/odd", { inputs: {}, output: text(), description: HOSTILE, visibility: "undocumented" })
    .handle(() => "")
    .api("/pair", { inputs: {}, output: [number(), text()] })
    .handle(() => [1, "two"] as const)
    .api("/count", { inputs: { n: number(), label: text({ default: "" }) }, output: json() })
    .handle(async function* ({ n, label }, { signal }) {
      signal.addEventListener("abort", () => journal.push(`${label} cancelled`));
      for (let step = 0; step < n && !signal.aborted; step++) {
        yield step;
        await sleep(20);
      }
    })
    .api("/wait", { inputs: { label: text() }, output: text() })
    .handle(async ({ label }, { signal, progress }) => {
      journal.push(`${label} started`);
      progress({ index: 2, length: 28, unit: "steps", desc: "drawing" });
      await untilCancelled(signal);
      journal.push(`${label} cancelled`);
      return "";
    })
    .api("/fail", { inputs: {}, output: text() })
    .handle(() => {
      throw new AppError(HOSTILE);
    })
    .api("/tell", { inputs: {}, output: text() })
    .handle((_, { log }) => {
      log(HOSTILE);
      log("Careful.", { level: "warning" });
      return "told";
    })
    .api("/remember", { inputs: { word: text() }, output: json() })
    .handle(({ word }, { state }) => [...state.said, state.said.push(word) && word])
    .api("/shout", { inputs: { file: file() }, output: file() })
    .handle(async ({ file }) => handleFile(new TextEncoder().encode((await file.text()).toUpperCase()), { name: file.name }))
    .api("/join", { inputs: { files: files() }, output: text() })
    .handle(async ({ files }) => (await Promise.all(files.map(async (each) => `${each.name}: ${await each.text()}`))).join("\n"));
}
