/** A call that every client makes of both apps. */
export interface Call {
  readonly name: string;
  readonly endpoint: string;
  /** By position, or by parameter name. `{ file: name }` stands for a file to upload, of those in `FILES`. */
  readonly inputs: readonly unknown[] | Readonly<Record<string, unknown>>;
  /** What its result is, where the two apps are to agree on it. */
  readonly gives?: unknown;
}

/** The smallest picture there is. */
const DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";
export const FILES = { "a note.txt": Buffer.from("hällo\n"), "dot.png": Buffer.from(DOT, "base64") };

const nested = { a: [1, 2.5, null, [true]], ö: "x\u2028y😀", "": {} };
const chat = [{ role: "user", content: [{ type: "text", text: "hi" }], metadata: null, options: null }];

/** In this order, in one session. */
export const calls: readonly Call[] = [
  { name: "by position", endpoint: "/greet", inputs: ["Ada", "Hi", 2], gives: "Hi Ada Hi Ada" },
  { name: "by name", endpoint: "/greet", inputs: { name: "Ada" }, gives: "Hello Ada" },
  { name: "null for a text", endpoint: "/greet", inputs: ["Ada", null, 1] },
  { name: "a choice", endpoint: "/choose", inputs: ["apple", "large"], gives: "large apple" },
  { name: "no choice", endpoint: "/choose", inputs: ["stone", "large"] },
  { name: "several outputs", endpoint: "/order", inputs: [["milk"], true, 3], gives: ["warm with milk", { spoons: 3 }] },
  { name: "JSON", endpoint: "/reshape", inputs: [nested], gives: nested },
  { name: "a growing text", endpoint: "/grow", inputs: [3], gives: "wörd0 😀 wörd1 😀 wörd2 😀 " },
  { name: "changing shapes", endpoint: "/shapes", inputs: [], gives: { last: true } },
  { name: "two at once", endpoint: "/pair", inputs: [3], gives: ["aaa", 2] },
  { name: "progress", endpoint: "/read", inputs: [2], gives: "read" },
  { name: "a refusal", endpoint: "/refuse", inputs: ["x"] },
  { name: "a late refusal", endpoint: "/refuse_late", inputs: ["x"] },
  { name: "a failure", endpoint: "/fail", inputs: ["x"] },
  { name: "a valid value", endpoint: "/check", inputs: [20], gives: "at 20" },
  { name: "an invalid value", endpoint: "/check", inputs: [3] },
  { name: "state", endpoint: "/remember", inputs: ["one"] },
  { name: "state again", endpoint: "/remember", inputs: ["two"] },
  { name: "a file in", endpoint: "/weigh", inputs: [{ file: "a note.txt" }], gives: { name: "a note.txt", size: 7 } },
  { name: "a file out", endpoint: "/write", inputs: ["ä b.txt", "hé"] },
  { name: "a picture", endpoint: "/look", inputs: [{ file: "dot.png" }] },
  { name: "a chat", endpoint: "/talk", inputs: [chat] },
  { name: "a batch", endpoint: "/shout", inputs: ["abc"], gives: "ABC" },
  { name: "no queue", endpoint: "/direct", inputs: ["x"], gives: "direct: x" },
  { name: "no output", endpoint: "/nothing", inputs: ["x"] },
  { name: "nobody", endpoint: "/who", inputs: [], gives: "None" },
  { name: "undocumented", endpoint: "/hidden", inputs: ["x"], gives: "hidden: x" },
];
