import { AppError, boolean, choice, file, image, number, Server, text } from "@gradio-ts/server";

/** What the pages' programs call at http://localhost:7860. */
export function makeStandIn() {
  return new Server({ title: "studio", state: () => ({ words: [] as string[] }), concurrencyLimit: null })
    .api("/greet", { description: "Says hello.", inputs: { name: text(), loud: boolean({ default: false }) }, output: text() })
    .handle(({ name, loud }) => (loud ? `HELLO ${name.toUpperCase()}!` : `Hello ${name}!`))
    .api("/divide", {
      inputs: { a: number(), b: number({ default: 2 }) },
      output: [number({ label: "quotient" }), number({ label: "rest" })],
    })
    .handle(({ a, b }) => {
      if (b === 0) throw new AppError("I cannot divide by zero.");
      return [Math.trunc(a / b), a % b] as const;
    })
    .api("/count", { inputs: { steps: number() }, output: number() })
    .handle(async function* ({ steps }, { signal, progress }) {
      for (let step = 0; step < steps && !signal.aborted; step++) {
        progress({ index: step, length: steps });
        yield step;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })
    .api("/paint", { inputs: { prompt: text(), style: choice(["oil", "ink"], { default: "oil" }) }, output: image() })
    .handle(({ prompt, style }, { log }) => {
      log(`mixing ${style}`);
      return new Blob([`a picture of ${prompt}`], { type: "image/png" });
    })
    .api("/measure", { inputs: { file: file() }, output: text() })
    .handle(({ file: { name, size } }) => `${name}: ${size} bytes`)
    .api("/remember", { inputs: { word: text() }, output: number() })
    .handle(({ word }, { state }) => state.words.push(word))
    .api("/whoami", { inputs: {}, output: text() })
    .handle((_, { request }) => request.headers.get("x-team") ?? "nobody");
}

/** What they call at `gradio/calculator`. */
export function makeCalculator() {
  return new Server({ title: "calculator" })
    .api("/predict", {
      inputs: {
        num1: number(),
        operation: choice(["add", "subtract", "multiply", "divide"], { default: "add", component: "radio" }),
        num2: number({ default: 3 }),
      },
      output: number(),
    })
    .handle(({ num1, operation, num2 }) => {
      if (operation === "divide" && num2 === 0) throw new AppError("I cannot divide by zero.");
      return { add: num1 + num2, subtract: num1 - num2, multiply: num1 * num2, divide: num1 / num2 }[operation];
    });
}

/** What they call behind a login, at http://localhost:7861. */
export function makeLocked() {
  return new Server({ title: "locked", auth: [["ada", "swordfish"]] })
    .api("/whoami", { inputs: {}, output: text() })
    .handle((_, { username }) => username ?? "nobody");
}
