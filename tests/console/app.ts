import { AppError, boolean, chat, choice, choices, file, image, json, number, Server, text } from "@gradio-ts/server";

/** Text that would run, were it taken for markup. */
export const HOSTILE = `<img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=1</script><svg onload="globalThis.hacked=1">`;

/** A red dot. */
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==", "base64");

const aborted = (signal: AbortSignal) => new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));

/** An app with an endpoint for each thing a page must show. */
export function testApp(options: ConstructorParameters<typeof Server>[0] = {}) {
  return new Server({ title: "Everything", ...options })
    .api("/add", { description: "Adds two numbers.", inputs: { a: number({ default: 1 }), b: number({ default: 2 }) }, output: number() })
    .handle(({ a, b }) => a + b)
    .api("/spell", { inputs: { word: text({ default: "abc" }) }, output: text() })
    .handle(async function* ({ word }, { progress, log }) {
      log("spelling begins", { level: "warning" });
      for (let end = 1; end <= word.length; end++) {
        progress({ index: end, length: word.length, unit: "letters" });
        yield word.slice(0, end);
      }
    })
    .api("/wait", { output: text() })
    .handle(async (_, { signal }) => {
      await aborted(signal);
      return "";
    })
    .api("/fail", { output: text() })
    .handle(() => {
      throw new AppError("The model is asleep.", { title: "Tired" });
    })
    .api("/controls", {
      inputs: {
        how: choice(["slowly", "fast"], { component: "radio", default: "fast" }),
        which: choice(["one", "two"], { default: "two" }),
        some: choices(["x", "y", "z"], { default: ["x"] }),
        strength: number({ min: 0, max: 100, default: 40 }),
        sure: boolean({ default: true }),
        extra: json({ default: null }),
      },
      output: json(),
    })
    .handle((inputs) => inputs)
    .api("/read", { inputs: { document: file() }, output: text() })
    .handle(({ document }) => document.text())
    .api("/paint", { output: image() })
    .handle(() => new File([PIXEL], "dot.png", { type: "image/png" }) as Blob)
    .api("/table", { output: json() })
    .handle(() => ({ headers: ["name", "age"], data: Array.from({ length: 250 }, (_, row) => [`n${row}`, row]) }))
    .api("/talk", { output: chat() })
    .handle(() => [
      { role: "user", content: [{ type: "text", text: "Hello?" }] },
      { role: "assistant", content: [{ type: "text", text: HOSTILE }] },
    ])
    .api("/hostile", {
      description: HOSTILE,
      inputs: { word: text({ label: HOSTILE, default: HOSTILE }) },
      output: [text({ label: HOSTILE }), json(), file()],
    })
    .handle(({ word }, { log }) => {
      log(HOSTILE);
      return [
        word,
        { [HOSTILE]: HOSTILE },
        new File([`<script>globalThis.hacked=1</script>`], "page.html", { type: "text/html" }),
      ] as const;
    })
    .api("/count", { inputs: { steps: number({ integer: true, default: 10_000 }) }, output: text() })
    .handle(function* ({ steps }) {
      for (let step = 1; step <= steps; step++) yield `${"x".repeat(step % 100)} ${step}`;
    });
}
