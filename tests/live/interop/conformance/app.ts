import { setTimeout as sleep } from "node:timers/promises";
import {
  AppError,
  boolean,
  chat,
  choice,
  choices,
  file,
  handleFile,
  image,
  json,
  number,
  Server,
  type ServerOptions,
  text,
} from "@gradio-ts/server";
import { z } from "zod";

const SHAPES = [
  {
    list: [1, 2, 3],
    nested: [[1, 2, 3], [4]],
  },
  { list: [1], nested: [[1]] },
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  [[1]],
  null,
  { last: true },
];

/** One endpoint per kind of behaviour, in the order of app.py, which is the same app. */
export function createApp(options: ServerOptions<string[]> = {}) {
  return new Server({ title: "conformance", state: () => [] as string[], maxFileSize: 1_000_000, ...options })
    .api("/greet", {
      description: "Says hello.",
      inputs: { name: text(), greeting: text({ default: "Hello" }), times: number({ integer: true, default: 1 }) },
      output: text(),
    })
    .handle(({ name, greeting, times }) => Array.from({ length: times }, () => `${greeting} ${name}`).join(" "))
    .api("/choose", {
      inputs: { fruit: choice(["apple", "pear"], { default: "pear" }), size: choice(["small", "large"], { component: "radio" }) },
      output: text(),
    })
    .handle(({ fruit, size }) => `${size} ${fruit}`)
    .api("/order", {
      inputs: {
        extras: choices(["sugar", "milk"], { component: "checkboxgroup", default: [] }),
        warm: boolean({ default: false }),
        spoons: number({ min: 0, max: 5, step: 1, integer: true, default: 2 }),
      },
      output: [text({ label: "said" }), json({ label: "details" })],
    })
    .handle(({ extras, warm, spoons }) => [`${warm ? "warm" : "cold"} with ${extras.join(", ")}`, { spoons }])
    .api("/reshape", { inputs: { value: json() }, output: json() })
    .handle(({ value }) => value)
    .api("/grow", { inputs: { n: number({ integer: true }) }, output: text() })
    .handle(async function* ({ n }) {
      let grown = "";
      for (let i = 0; i < n; i++) {
        grown += `wörd${i} 😀 `;
        yield grown;
        await sleep(20);
      }
    })
    .api("/shapes", { output: json() })
    .handle(async function* () {
      for (const shape of SHAPES) {
        yield shape;
        await sleep(20);
      }
    })
    .api("/pair", { inputs: { n: number({ integer: true }) }, output: [text({ label: "letters" }), number({ label: "count" })] })
    .handle(async function* ({ n }) {
      for (let i = 0; i < n; i++) {
        yield ["a".repeat(i + 1), i];
        await sleep(20);
      }
    })
    .api("/read", { inputs: { pages: number({ integer: true }) }, output: text() })
    .handle(async ({ pages }, { progress, log }) => {
      log("opening the book", { title: "Note", duration: 3 });
      for (let page = 0; page < pages; page++) {
        progress({ index: page, length: pages, unit: "pages", desc: "reading" });
        await sleep(250);
      }
      log("it was short", { level: "warning" });
      return "read";
    })
    .api("/refuse", { inputs: { word: text() }, output: text() })
    .handle(({ word }) => {
      throw new AppError(`won't do ${word}`, { title: "Closed", duration: 3 });
    })
    .api("/refuse_late", { inputs: { word: text() }, output: text() })
    .handle(async function* ({ word }) {
      yield word;
      await sleep(50);
      throw new AppError("enough");
    })
    .api("/fail", { inputs: { word: text() }, output: text() })
    .handle(({ word }) => {
      throw new Error(`secret ${word}`);
    })
    .api("/check", { inputs: { age: z.number().refine((age) => age >= 18, "must be 18 or more") }, output: text() })
    .handle(({ age }) => `at ${age}`)
    .api("/remember", { inputs: { word: text() }, output: text() })
    .handle(({ word }, { state }) => {
      state.push(word);
      return state.join(" ");
    })
    .api("/weigh", { inputs: { document: file() }, output: json() })
    .handle(({ document }) => ({ name: document.name, size: document.size }))
    .api("/write", { inputs: { name: text(), text: text() }, output: file() })
    .handle((given) => handleFile(new Blob([given.text]), { name: given.name }))
    .api("/look", { inputs: { picture: image() }, output: image() })
    .handle(({ picture }) => picture)
    .api("/talk", { inputs: { history: chat() }, output: chat() })
    .handle(async function* ({ history }) {
      let said = "";
      for (const word of ["well", " well"]) {
        said += word;
        yield [...history, { role: "assistant", content: [{ type: "text", text: said }] }];
        await sleep(20);
      }
    })
    .api("/shout", { inputs: { word: text() }, output: text() })
    .handleBatch((batch) => batch.map(({ word }) => word.toUpperCase()), { maxSize: 4 })
    .api("/direct", { inputs: { word: text() }, output: text(), queue: false })
    .handle(({ word }) => `direct: ${word}`)
    .api("/nothing", { inputs: { word: text() } })
    .handle(() => {})
    .api("/who", { output: text() })
    .handle((_, { username }) => username ?? "None")
    .api("/hidden", { inputs: { word: text() }, output: text(), visibility: "undocumented" })
    .handle(({ word }) => `hidden: ${word}`)
    .api("/private", { inputs: { word: text() }, output: text(), visibility: "private" })
    .handle(({ word }) => `private: ${word}`);
}
