/** Type tests of the server: what must compile, and what must not. */
import type { Client, FetchFunction, ProgressUnit } from "@gradio-ts/client";
import { type AppTypesOf, choice, json, number, Server, type StandardSchema, text } from "@gradio-ts/server";

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
