import { AppError, audio, boolean, chat, choice, choices, file, files, image, json, number, Server, text, video } from "@gradio-ts/server";
import { beep, HOSTILE, HOSTILE_SVG, PIXEL } from "./media.js";

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));

/** An app with an endpoint for each thing a page must show. */
export function testApp(options: ConstructorParameters<typeof Server>[0] = {}) {
  return new Server({ title: "Everything", ...options })
    .api("/add", { description: "Adds two numbers.", inputs: { a: number({ default: 1 }), b: number({ default: 2 }) }, output: number() })
    .handle(({ a, b }) => a + b)
    .api("/spell", { inputs: { word: text({ default: "abc" }) }, output: text() })
    .handle(async function* ({ word }, { progress, log, signal }) {
      log("spelling begins", { level: "warning", title: "Note" });
      for (let end = 1; end <= word.length && !signal.aborted; end++) {
        progress({ index: end, length: word.length, unit: "letters", desc: "Spelling" });
        yield word.slice(0, end);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    })
    .api("/wait", { output: text(), concurrencyLimit: 1 })
    .handle(async (_, { signal }) => {
      await untilAborted(signal);
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
    .api("/count", { inputs: { documents: files() }, output: number() })
    .handle(({ documents }) => documents.length)
    .api("/see", { inputs: { picture: image() }, output: image() })
    .handle(({ picture }) => picture)
    .api("/hear", { inputs: { voice: audio() }, output: [number(), text()] })
    .handle(async ({ voice }) => [(await voice.bytes()).length, voice.name] as const)
    .api("/watch", { inputs: { film: video() }, output: video() })
    .handle(({ film }) => film)
    .api("/reply", { inputs: { talk: chat() }, output: chat() })
    .handle(({ talk }) => [...talk, { role: "assistant", content: [{ type: "text", text: HOSTILE }] }])
    .api("/media", { output: [image(), audio(), file()] })
    .handle(() => [
      new File([PIXEL], "dot.png", { type: "image/png" }),
      new File([beep()], "beep.wav", { type: "audio/wav" }),
      new File(["a,b\n"], "table.csv", { type: "text/csv" }),
    ])
    .api("/gallery", { output: files() })
    .handle(() => ["one", "two", "three"].map((name) => new File([PIXEL], `${name}.png`, { type: "image/png" })))
    .api("/large", { output: image() })
    .handle(() => new File(Array<Uint8Array<ArrayBuffer>>(500).fill(new Uint8Array(1_000_000)), "large.png", { type: "image/png" }))
    .api("/shapes", { output: [json(), json(), json()] })
    .handle(() => [
      { headers: ["name", "age"], data: Array.from({ length: 250 }, (_, row) => [`n${row}`, row]) },
      {
        label: "cat",
        confidences: [
          { label: "cat", confidence: 0.9 },
          { label: "dog", confidence: 0.1 },
        ],
      },
      { deep: { list: Array.from({ length: 300 }, (_, index) => index) } },
    ])
    .api("/hostile", {
      description: HOSTILE,
      inputs: {
        word: text({ label: HOSTILE, description: HOSTILE, default: HOSTILE }),
        kind: choice([HOSTILE, "b"], { default: HOSTILE }),
      },
      output: [text({ label: HOSTILE }), json(), file(), image()],
    })
    .handle(({ word }, { log, progress }) => {
      log(HOSTILE, { title: HOSTILE });
      progress({ progress: 0.5, desc: HOSTILE });
      return [
        word,
        { [HOSTILE]: HOSTILE, headers: [HOSTILE], data: [[HOSTILE, "javascript:globalThis.hacked=1"]] },
        new File(["<script>globalThis.hacked=1</script>"], "page.html", { type: "text/html" }),
        new File([HOSTILE_SVG], "picture.svg", { type: "image/svg+xml" }),
      ];
    })
    .api("/hostile-failure", { output: text() })
    .handle(() => {
      throw new AppError(HOSTILE, { title: HOSTILE });
    })
    .api("/steps", { inputs: { steps: number({ integer: true, default: 10_000 }) }, output: text() })
    .handle(function* ({ steps }) {
      for (let step = 1; step <= steps; step++) yield `${"x".repeat(step % 100)} ${step}`;
    });
}
