/** Type tests of the server: what must compile, and what must not. */
import type { Client, FetchFunction, FileLike, OutputFile, ProgressUnit } from "@gradio-ts/client";
import {
  type AppTypesOf,
  audio,
  type ChatMessage,
  chat,
  choice,
  file,
  files,
  handleFile,
  image,
  json,
  number,
  Server,
  type StandardSchema,
  text,
  type UploadedFile,
  video,
} from "@gradio-ts/server";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<T extends true> = T;

declare const size: StandardSchema<string | undefined, number>;
const app = new Server({ state: () => ({ seen: 0 }) })
  .api("/a", {
    inputs: { x: number(), y: text({ default: "" }), z: text({ default: null }), size },
    output: [number(), json<{ url: string } | null>()],
  })
  .handle(({ x, y, z, size }, { state }) => {
    type Inputs = [typeof x, typeof y, typeof z, typeof size, typeof state];
    const check: Expect<Equal<Inputs, [number, string, string | null, number, { seen: number }]>> = true;
    return [Number(check) + y.length, null];
  })
  .api("/b", { inputs: { mode: choice(["fast", "slow"]), data: json<{ n: number }>() }, output: choice(["yes", "no"]) })
  .handle(async ({ data }) => (data.n > 0 ? "yes" : "no"))
  .api("/c", {})
  .handle(async function* () {})
  .api("/d", { output: [choice(["on", "off"]), number()] })
  .handle(async function* () {
    yield ["on", 1];
  });

declare const inferred: Client<AppTypesOf<typeof app>>;
const both = await inferred.predict("/a", { x: 1 });
export type T15 = Expect<Equal<(typeof both)[0], number>>;
export type T17 = Expect<Equal<(typeof both)[1], { url: string } | null>>;
// @ts-expect-error there may be none
both[1].url;
await inferred.predict("/a", { x: 1, y: "", z: null, size: "4" });
await inferred.predict("/c");
const yes = await inferred.predict("/b", { mode: "fast", data: { n: 1 } });
export type T16 = Expect<Equal<typeof yes, "yes" | "no">>;
// @ts-expect-error not a choice
await inferred.predict("/b", { mode: "medium", data: { n: 1 } });
// @ts-expect-error no such endpoint
await inferred.predict("/e");
// @ts-expect-error keyword form only
await inferred.predict("/b", ["fast", { n: 1 }]);
// @ts-expect-error required input
await inferred.predict("/a", { y: "" });

const listed = new Server().api("/one", { output: [number()] }).handle(() => [1]);
declare const listedClient: Client<AppTypesOf<typeof listed>>;
const one = await listedClient.predict("/one");
export type T18 = Expect<Equal<typeof one, number>>;

// A server is a fetch: for clients, routers and runtimes.
export const asFetch: readonly FetchFunction[] = [app.fetch, (input: string | URL | Request, init?: RequestInit) => app.fetch(input, init)];
export const handlers: readonly ((
  request: Request,
  env: { readonly KV: object },
  context: { waitUntil(promise: Promise<unknown>): void },
) => Response | Promise<Response>)[] = [app.fetch];

// Several trackers at once, and a client's passed on.
declare const units: readonly ProgressUnit[];
new Server().api("/x", { output: [text(), number()] }).handle((_, { progress }) => {
  progress(0.5);
  progress({ index: 1, length: 2, desc: undefined });
  progress([
    { index: 1, length: 2 },
    { progress: 0.3, unit: null },
  ]);
  progress(units);
  // @ts-expect-error a text is no tracker
  progress("half");
  // @ts-expect-error a list of texts is none either
  progress(["half"]);
  // @ts-expect-error misspelt
  progress([{ indx: 1 }]);
  return ["", 0];
});

// @ts-expect-error an endpoint needs its code
new Server().api("/x", { output: number() }).listen();
// @ts-expect-error wrong output type
new Server().api("/x", { output: number() }).handle(() => "1");
// @ts-expect-error wrong type in a generator
new Server().api("/x", { output: number() }).handle(async function* () {
  yield "1";
});
// @ts-expect-error not a choice, in a generator
new Server().api("/x", { output: choice(["on", "off"]) }).handle(function* () {
  yield "maybe";
});
// @ts-expect-error no output where one is promised
new Server().api("/x", { output: number() }).handle(() => {});
// @ts-expect-error names start with a slash
new Server().api("x", {});
// @ts-expect-error unknown input
new Server().api("/x", { inputs: { a: number() } }).handle(({ b }) => b);
// @ts-expect-error misspelt field option
number({ defualt: 1 });
// @ts-expect-error default is not a choice
choice(["a", "b"], { default: "c" });
// @ts-expect-error misspelt server option
new Server({ tilte: "x" });
// @ts-expect-error misspelt endpoint option
new Server().api("/x", { ouput: number() });

// Files: what a client sends, a handler gets, a handler gives and a client gets are four different things.
const filing = new Server()
  .api("/files", {
    inputs: {
      one: file(),
      maybe: image({ default: null }),
      many: files({ accept: [".pdf"] }),
      talk: chat(),
      sound: audio(),
      film: video(),
    },
    output: [file(), files(), chat()],
  })
  .handle(async ({ one, maybe, many, talk }) => {
    type Got = [typeof one, typeof maybe, typeof many, typeof talk];
    const check: Expect<Equal<Got, [UploadedFile, UploadedFile | null, readonly UploadedFile[], readonly ChatMessage<UploadedFile>[]]>> =
      true;
    const message = { role: "assistant", content: [{ type: "file", file: new Blob([`${check}`]) }] } as const;
    return [maybe, [one, ...many, new Uint8Array(), handleFile("out.png")], [...talk, message]];
  });
// @ts-expect-error a bare string is no file: an input would become a path by accident
new Server().api("/string", { output: file() }).handle(() => "out.png");
declare const filingClient: Client<AppTypesOf<typeof filing>>;
const pdf: FileLike = new Blob();
const sound = handleFile("a.wav");
const gotFiles = await filingClient.predict("/files", { one: pdf, many: [pdf], talk: [], sound, film: sound });
export type T19 = Expect<Equal<(typeof gotFiles)[0], OutputFile | null>>;
export type T20 = Expect<Equal<(typeof gotFiles)[1], readonly OutputFile[]>>;
export type T21 = Expect<Equal<(typeof gotFiles)[2], readonly ChatMessage<OutputFile>[]>>;
// @ts-expect-error a required file is not null
await filingClient.predict("/files", { one: null, many: [], talk: [], sound, film: sound });
// @ts-expect-error text is no file
await filingClient.predict("/files", { one: "a.txt", many: [], talk: [], sound, film: sound });
// @ts-expect-error files have no default but null
file({ default: "a.txt" });
