/** Type tests: what must compile, and what must not. `Expect<Equal<A, B>>` is a compile error unless A is exactly B. */
import {
  Client,
  type EndpointInfo,
  type FetchFunction,
  type HeaderInit,
  handleFile,
  isOutputFile,
  type Job,
  type JobRef,
  type MapResult,
  type OutputFile,
  type StatusCode,
  type Update,
} from "@gradio-ts/client";
import type { CalculatorApp, ImageCaption, PhotoStudioApp } from "./apps.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<T extends true> = T;
type IsAny<T> = 0 extends 1 & T ? true : false;

declare const untyped: Client;
declare const calculator: Client<CalculatorApp>;
declare const studio: Client<PhotoStudioApp>;

// ------------------------------------------------------------------------------------------------ without types: unknown, never any

const anything = await untyped.predict("/add", [1, 2]);
export type T1 = Expect<Equal<typeof anything, unknown>>;
export type T2 = Expect<Equal<IsAny<typeof anything>, false>>;
const job = untyped.submit("add", { a: 1 });
export type T3 = Expect<Equal<typeof job, Job<unknown>>>;
for await (const output of job) {
  // @ts-expect-error unknown has no members
  output.length;
}
await untyped.predict();
// Inputs may be left out, and a token be any text (users.md row 17).
await untyped.predict("/add");
await Client.connect("http://app.test", { token: String(Math.random()) });
await untyped.predict(["only endpoint"]);
await untyped.predict({ word: "only endpoint" }, { timeout: 1000 });
await untyped.predict(0, [1]);
// @ts-expect-error a lone value is neither an array nor an object
await untyped.predict("/greet", "Ada");
// @ts-expect-error a file goes into an array or an object
await untyped.predict("/transcribe", new Blob([]));
// @ts-expect-error a job is not a promise
job.then(() => {});

// ------------------------------------------------------------------------------------------------ with types (users.md row 18)

const sum = await calculator.predict("/predict", [4, "add", 5]);
export type T4 = Expect<Equal<typeof sum, number>>;
const sole = calculator.submit({ num1: 4 });
export type T5 = Expect<Equal<typeof sole, Job<number>>>;
await calculator.predict("/predict", [4, undefined, 5]);
await calculator.predict("/predict", { num1: 4, operation: undefined });
// @ts-expect-error no such endpoint
await calculator.predict("/predikt", [4]);
// @ts-expect-error no such number
await studio.predict(7, ["x"]);
// @ts-expect-error not a choice
await calculator.predict("/predict", [4, "modulo"]);
// @ts-expect-error wrong type
await calculator.predict("/predict", { num1: "4" });
// @ts-expect-error unknown parameter
await calculator.predict("/predict", { num1: 4, operator: "add" });
// @ts-expect-error missing parameter
await calculator.predict("/predict", { operation: "add" });
// @ts-expect-error missing inputs
await calculator.predict("/predict");
// @ts-expect-error too many
await calculator.predict("/predict", [4, "add", 5, 6]);
// @ts-expect-error several endpoints, none named
await studio.predict(["x"]);
// @ts-expect-error a path is not a file: handleFile("cat.png")
await studio.predict("/edit", { image: "cat.png", prompt: "" });
// @ts-expect-error misspelt option
await calculator.predict("/predict", [4], { timeOut: 5 });

const edited = await studio.predict("/edit", [handleFile("cat.png"), undefined, "as a tiger"]);
export type T6 = Expect<Equal<typeof edited, readonly [result: OutputFile | null, variants: readonly ImageCaption[], metadata: unknown]>>;
await studio.predict("/edit", { image: null, prompt: "", style: 3, tags: ["portrait"], mask: edited[0] });
// @ts-expect-error there may be no file
edited[0].save();
const constant = [null, "oil", "at night", 0.5, ["portrait"]] as const;
await studio.predict("/edit", constant);
await calculator.predict("/predict", { num1: 4, operation: "add" } as const);
export type T7 = Expect<Equal<Awaited<ReturnType<typeof emptyCall>>, readonly []>>;
const emptyCall = () => studio.predict("/reset");
const unnamed = await studio.predict(2, { label: "x" });
export type T8 = Expect<Equal<typeof unnamed, string>>;

studio.submit("/describe", [{ text: "?" }], {
  onUpdate: (update) => {
    if (update.type === "output") update.output.toUpperCase();
    // @ts-expect-error a status has no output
    if (update.type === "status") update.output;
  },
  onResult: (caption) => caption.toUpperCase(),
});

for await (const row of calculator.map("/predict", [{ num1: 1, label: "a" }], { inputs: ({ num1 }) => ({ num1 }), concurrency: 8 })) {
  export_(row);
  if (row.status === "fulfilled") row.output.toFixed();
  // @ts-expect-error no output before asking for the status
  row.output;
}
declare function export_(row: MapResult<{ num1: number; label: string }, number>): void;
const plain = calculator.map("/predict", [{ num1: 1 }, { num1: 2, num2: 3 }], { ordered: false });
for await (const row of plain) row.input.num1.toFixed();
calculator.map("/predict", [[1], [1, "add"]]);
calculator.map("/predict", [[1, "add", 2] as const]);
untyped.map("/any", [{ text: "a", more: 1 }]);
untyped.map("/any", ["a"], { inputs: (row, index) => [row.length, index] });
declare const lines: AsyncIterable<{ text: string }>;
for await (const row of untyped.map("/classify", lines, { concurrency: 8, resubmit: 3 })) {
  if (row.status === "rejected") row.error.code satisfies string;
  // @ts-expect-error unknown has no members
  else row.output.length;
}
// @ts-expect-error a key that is no input, and nothing that makes inputs of the row
calculator.map("/predict", [{ num1: 1, label: "a" }]);
declare const labelled: AsyncIterable<{ num1: number; label: string }>;
// @ts-expect-error the same, from a variable
calculator.map("/predict", labelled, { concurrency: 2 });
// @ts-expect-error wrong type
calculator.map("/predict", [{ num1: "1" }]);
// @ts-expect-error rows made into wrong inputs
calculator.map("/predict", ["a"], { inputs: (row) => ({ num1: row }) });
// @ts-expect-error a lone value is no row
untyped.map("/any", ["a"]);
// @ts-expect-error no such endpoint
calculator.map("/predikt", [[1]]);
// @ts-expect-error misspelt option
calculator.map("/predict", [[1]], { concurency: 2 });
// @ts-expect-error whose updates would these be?
calculator.map("/predict", [[1]], { onUpdate: () => {} });

const ref = await studio.enqueue("/describe", [{ text: "?" }]);
export type T12 = Expect<Equal<typeof ref, JobRef<"/describe">>>;
const attached = studio.attach(ref);
export type T13 = Expect<Equal<typeof attached, Job<string>>>;
const stored = calculator.attach(JSON.parse("") as JobRef<"/predict">);
export type T19 = Expect<Equal<typeof stored, Job<number>>>;
const unread = await untyped.enqueue("add", { a: 1 }, { signal: new AbortController().signal, eventData: 1 });
export type T21 = Expect<Equal<ReturnType<typeof untyped.attach<string>>, Job<unknown>>>;
untyped.attach(unread);
// @ts-expect-error a reference to another app's endpoint
calculator.attach(ref);
// @ts-expect-error wrong type
await calculator.enqueue("/predict", ["4"]);
// @ts-expect-error there is nobody to wait
await calculator.enqueue("/predict", [4], { timeout: 1000 });
// @ts-expect-error text is no reference
studio.attach(JSON.stringify(ref));

const fork = studio.session();
export type T14 = Expect<Equal<typeof fork, Client<PhotoStudioApp>>>;

// Headers, fetch and tokens as platforms hand them over.
declare const incoming: Request;
export const given: readonly HeaderInit[] = [incoming.headers, { authorization: null, "x-user": "ada" }];
export const fetches: readonly FetchFunction[] = [fetch, globalThis.fetch, async (url, init) => fetch(url.replace("a", "b"), init)];
await calculator.predict("/predict", [4], { headers: incoming.headers, oauthToken: "hf_x", signal: incoming.signal });
// @ts-expect-error a header has one value
export const twice: HeaderInit = { accept: ["a", "b"] };

if (isOutputFile(anything)) await anything.save();
declare const described: EndpointInfo;
export const takesFile: boolean =
  described.parameters.some((parameter) => parameter.file) && described.returns.every((value) => !value.file);

// A typed client, job or update goes where any will do.
export const asAny: readonly [Client, Job, Update] = [calculator, sole, null as unknown as Update<number>];
// @ts-expect-error but not the other way round
export const notTyped: Job<number> = job;
// @ts-expect-error a log line is not a status
export const noLog: StatusCode = "LOG";
// @ts-expect-error clients come from connect()
new Client();
// @ts-expect-error misspelt option
await Client.connect("a/b", { hf_token: "hf_x" });
await Client.connect("a/b", { token: undefined });
await Client.connect("a/b", { onSpaceStatus: ({ spaceId, stage, message }) => [spaceId, stage, message] satisfies string[] });
const copy = await Client.duplicate<CalculatorApp>("a/b", {
  token: "hf_x",
  toId: "c",
  private: false,
  hardware: "t4-small",
  secrets: { MODEL: "large" },
  sleepAfter: 3_600_000,
});
export type T20 = Expect<Equal<typeof copy, Client<CalculatorApp>>>;
// @ts-expect-error a copy needs an account
await Client.duplicate("a/b", { hardware: "t4-small" });
// @ts-expect-error secrets are texts
await Client.duplicate("a/b", { token: "hf_x", secrets: { SEED: 1 } });
