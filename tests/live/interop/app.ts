import { setTimeout as sleep } from "node:timers/promises";
import { AppError, chat, json, number, Server, text } from "@gradio-ts/server";

/** What `/shrink` yields, one after the other. */
export const shapes = [
  {
    list: [1, 2, 3, 4, 5],
    nested: {
      a: 1,
      b: 2,
      c: [
        [1, 2, 3],
        [4, 5],
      ],
    },
  },
  { list: [1, 2], nested: { a: 1, c: [[1], [4]] } },
  { nested: {} },
  [1, 2, 3],
  [3],
  [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ],
  [[1], [4]],
  "text",
  "text that grows",
  null,
  { last: true },
];

/** What `/converse` yields: texts, by turns of user and assistant. */
export const conversations = [
  ["hi", "h"],
  ["hi", "hello"],
  ["hi", "hello", "how are you?", "fine", "really?", "yes"],
  ["hi", "hello"],
];

/** A server of ours with one endpoint per kind of behaviour, for clients of others. `journal` tells what its functions did. */
export function createApp() {
  const journal: string[] = [];
  const server = new Server({ title: "interop", state: () => ({ words: [] as string[] }) })
    .api("/greet", {
      description: "Says hello.",
      inputs: { name: text(), greeting: text({ default: "Hello" }), times: number({ integer: true, default: 1 }) },
      output: text(),
    })
    .handle(({ name, greeting, times }) => Array.from({ length: times }, () => `${greeting} ${name}`).join(" "))
    .api("/add", { inputs: { a: number(), b: number() }, output: number() })
    .handle(({ a, b }) => a + b)
    .api("/measure", { inputs: { word: text() }, output: [text(), number(), json()] })
    .handle(({ word }) => [word.toUpperCase(), word.length, { letters: [...new Set(word)].sort() }])
    .api("/nothing", { inputs: { word: text() } })
    .handle(({ word }) => {
      journal.push(`nothing ${word}`);
    })
    .api("/direct", { inputs: { word: text() }, output: text(), queue: false })
    .handle(({ word }) => `direct: ${word}`)
    .api("/grow", { inputs: { n: number() }, output: text() })
    .handle(async function* ({ n }) {
      let grown = "";
      for (let i = 0; i < n; i++) {
        grown += `wörd${i} 😀 `;
        yield grown;
        await sleep(20);
      }
    })
    .api("/shrink", { output: json() })
    .handle(async function* () {
      for (const shape of shapes) {
        yield shape;
        await sleep(20);
      }
    })
    .api("/converse", { output: chat() })
    .handle(async function* () {
      for (const conversation of conversations) {
        yield conversation.map((said, i) => ({
          role: i % 2 === 0 ? ("user" as const) : ("assistant" as const),
          content: [{ type: "text" as const, text: said }],
        }));
        await sleep(20);
      }
    })
    .api("/pair", { inputs: { n: number() }, output: [text(), number()] })
    .handle(async function* ({ n }) {
      for (let i = 0; i < n; i++) {
        yield ["a".repeat(i + 1), i];
        await sleep(20);
      }
    })
    .api("/read", { inputs: { pages: number() }, output: text() })
    .handle(async ({ pages }, { progress, log }) => {
      log("opening the book", { title: "Note", duration: 3 });
      for (let page = 0; page < pages; page++) {
        progress([
          { index: 1, length: 2, unit: "chapters", desc: "book" },
          { index: page, length: pages, unit: "pages" },
        ]);
        await sleep(250);
      }
      log("it was short", { level: "warning" });
      return "read";
    })
    .api("/remember", { inputs: { word: text() }, output: text() })
    .handle(({ word }, { state }) => {
      state.words.push(word);
      return state.words.join(" ");
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
    .api("/break", { inputs: { word: text() }, output: text() })
    .handle(({ word }) => {
      throw new Error(`secret ${word}`);
    })
    .api("/tick", { inputs: { label: text(), times: number() }, output: text(), concurrencyLimit: 5 })
    .handle(async function* ({ label, times }) {
      for (let i = 0; i < times; i++) {
        journal.push(`${label} ${i}`);
        yield `${label} ${i}`;
        await sleep(100);
      }
      journal.push(`${label} end`);
    })
    .api("/wait", { inputs: { label: text(), ms: number() }, output: text() })
    .handle(async ({ label, ms }, { signal }) => {
      journal.push(`${label} start`);
      await sleep(ms, undefined, { signal });
      journal.push(`${label} end`);
      return `waited: ${label}`;
    })
    .api("/hidden", { inputs: { word: text() }, output: text(), visibility: "undocumented" })
    .handle(({ word }) => `hidden: ${word}`)
    .api("/headers", { output: json() })
    .handle((_inputs, { request }) => Object.fromEntries(request.headers));
  return { server, journal };
}
