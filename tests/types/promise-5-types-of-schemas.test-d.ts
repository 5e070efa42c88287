/** Type tests of fields that are schemas of other libraries: what a handler gets, and what a client sends and gets. */
import type { Client } from "@gradio-ts/client";
import { type AppTypesOf, Server } from "@gradio-ts/server";
import { toStandardJsonSchema } from "@valibot/to-json-schema";
import { type } from "arktype";
import * as v from "valibot";
import { z } from "zod";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<T extends true> = T;

const app = new Server()
  .api("/zod", {
    inputs: { name: z.string().default("x"), length: z.string().transform((text) => text.length) },
    output: z.enum(["a", "b"]),
  })
  .handle(({ name, length }) => {
    const check: Expect<Equal<[typeof name, typeof length], [string, number]>> = true;
    return check && "a";
  })
  .api("/valibot", {
    inputs: { name: v.optional(v.string(), "x"), kind: toStandardJsonSchema(v.picklist(["a", "b"])) },
    output: v.object({ n: v.number() }),
  })
  .handle(({ name, kind }) => {
    const check: Expect<Equal<[typeof name, typeof kind], [string, "a" | "b"]>> = true;
    return { n: Number(check) };
  })
  .api("/arktype", {
    inputs: { user: type({ name: "string", "age?": "number" }), size: type("string.numeric.parse") },
    output: type("string[]"),
  })
  .handle(({ user, size }) => {
    const check: Expect<Equal<[typeof user, typeof size], [{ name: string; age?: number }, number]>> = true;
    return check ? [user.name] : [];
  })
  .api("/wrong", { output: z.number() })
  // @ts-expect-error no number
  .handle(() => "5");

declare const client: Client<AppTypesOf<typeof app>>;
const zod = await client.predict("/zod", { length: "four" });
export type T1 = Expect<Equal<typeof zod, "a" | "b">>;
// @ts-expect-error the client sends the text, not the length
await client.predict("/zod", { length: 4 });
const valibot = await client.predict("/valibot", { kind: "a" });
export type T2 = Expect<Equal<typeof valibot, { n: number }>>;
// @ts-expect-error not in the list
await client.predict("/valibot", { kind: "c" });
const arktype = await client.predict("/arktype", { user: { name: "Ann" }, size: "5" });
export type T3 = Expect<Equal<typeof arktype, string[]>>;
// @ts-expect-error the name is missing
await client.predict("/arktype", { user: {}, size: "5" });
