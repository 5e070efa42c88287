/** Type tests: what must compile, and what must not. `Expect<Equal<A, B>>` is a compile error unless A is exactly B. */
import {
  Client,
  type EndpointInfo,
  type FetchFunction,
  type HeaderInit,
  handleFile,
  isOutputFile,
  type Job,
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
await untyped.predict("/add");
await untyped.predict(["only endpoint"]);
await untyped.predict({ word: "only endpoint" }, { timeout: 1000 });
await untyped.predict(0, [1]);
// @ts-expect-error a lone value is neither an array nor an object
await untyped.predict("/greet", "Ada");
// @ts-expect-error a file goes into an array or an object
await untyped.predict("/transcribe", new Blob([]));
// @ts-expect-error a job is not a promise
job.then(() => {});

// ------------------------------------------------------------------------------------------------ with types

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
