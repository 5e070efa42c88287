import { AppError } from "@gradio-ts/client";
import { z } from "zod";
import { boolean } from "../fields/boolean.js";
import { file } from "../fields/file.js";
import { json } from "../fields/json.js";
import { number } from "../fields/number.js";
import { text } from "../fields/text.js";
import { Server } from "../server.js";
import type { ServerOptions } from "../server-options.js";
import { sleep } from "./test-client.js";

const SEQUENCES: Readonly<Record<string, readonly unknown[]>> = {
  flat: [[1], [1, 2], [1, 2, 3], [1]],
  nested: [[[1, 2, 3]], [[1]]],
  dict: [{ a: 1, b: [1] }, { a: 2, b: [1, 2] }, { b: [] }],
  types: ["a", 1, null, true, 1.5],
};

function fail(kind: string): never {
  if (kind === "app") throw new AppError("app message", { duration: 5, visible: false, title: "Oops" });
  if (kind === "default") throw new AppError("default message");
  if (kind === "empty") throw new AppError("");
  throw new Error("secret");
}

/** The app of the golden files, written for this server: the same functions under the same numbers. State is no slot here. */
export function goldenApp(options: ServerOptions<number> = {}) {
  const sleeper = async ({ seconds }: { seconds: number }) => {
    await sleep(seconds * 200);
    return seconds;
  };
  return new Server({ state: () => 0, ...options })
    .api("/add", { inputs: { a: number(), b: number({ default: 1 }) }, output: number() })
    .handle(({ a, b }) => a + b)
    .api("/grow", { inputs: { n: number() }, output: text() })
    .handle(function* ({ n }) {
      let said = "";
      for (let i = 0; i < n; i++) {
        said += `w${i} `;
        yield said;
      }
    })
    .api("/lists", { inputs: { name: text() }, output: json() })
    .handle(function* ({ name }) {
      yield* SEQUENCES[name] ?? [];
    })
    .api("/json_lists", { inputs: { name: text() }, output: json() })
    .handle(async function* ({ name }) {
      for (const value of SEQUENCES[name] ?? []) yield value;
    })
    .api("/two", { inputs: { n: number() }, output: [text(), json()] })
    .handle(async function* ({ n }) {
      for (let i = 0; i < n; i++) yield [`l${i}`, { i }] as const;
    })
    .api("/one", { output: text() })
    .handle(function* () {
      yield "only";
    })
    .api("/progress", { inputs: { n: number() }, output: text() })
    .handle(async ({ n }, { progress }) => {
      for (let i = 0; i < n; i++) {
        progress({ index: i, length: n, desc: `step ${i}` });
        await sleep(110);
      }
      progress({ progress: 1, desc: "all" });
      await sleep(110);
      progress({ index: 2, length: 2, desc: "tqdm" });
      return "done";
    })
    .api("/logs", { output: text() })
    .handle((_, { log }) => {
      log("an info");
      log("a warning", { level: "warning", duration: 3, visible: false });
      log("ok", { level: "success", title: "Well" });
      return "logged";
    })
    .api("/counter", { inputs: { by: number() }, output: number() })
    .handle(({ by }, context) => (context.state += by))
    .api("/err", { inputs: { kind: text() }, output: text() })
    .handle(({ kind }) => fail(kind))
    .api("/err_late", { inputs: { kind: text() }, output: text() })
    .handle(function* ({ kind }) {
      yield "first";
      fail(kind);
    })
    .api("/validated", { inputs: { age: z.number().refine((age) => age >= 18, "must be 18 or more") }, output: text() })
    .handle(({ age }) => `at ${age}`)
    .api("/sleep", { inputs: { seconds: number() }, output: number(), concurrencyId: "sleep" })
    .handle(sleeper)
    .api("/sleep_again", { inputs: { seconds: number() }, output: number(), concurrencyId: "sleep" })
    .handle(sleeper)
    .api("/sleep_two", { inputs: { seconds: number() }, output: number(), concurrencyLimit: 2 })
    .handle(sleeper)
    .api("/forever", { output: number(), concurrencyLimit: null })
    .handle(async function* () {
      for (let i = 0; ; i++) {
        yield i;
        await sleep(20);
      }
    })
    .api("/file", { inputs: { f: file({ default: null }) }, output: file() })
    .handle(({ f }) => f)
    .api("/made", { output: file() })
    .handle(() => new File(["<b>x</b>\n"], "x.html"))
    .api("/shout", { inputs: { word: text() }, output: text() })
    .handleBatch((batch) => batch.map(({ word }) => `${word.toUpperCase()}${batch.length}`), { maxSize: 3 })
    .api("/update", { output: json() })
    .handle(() => ({ label: "L2", value: "new", __type__: "update" }))
    .api("/skip", { inputs: { q: text() }, output: [json(), text()] })
    .handle(() => [{ __type__: "update" }, "b"])
    .api("/request", { output: json() })
    .handle((_, { request, sessionHash, username }) => ({
      session: sessionHash,
      query: Object.fromEntries(new URL(request.url).searchParams),
      user: username,
      ua: request.headers.get("user-agent"),
    }))
    .api("/ping", { output: text(), queue: false })
    .handle(() => "pong")
    .api("/add_too", { inputs: { a: number(), b: number() }, output: number() })
    .handle(({ a, b }) => a + b)
    .api("/flag", { inputs: { on: boolean({ default: false }) }, output: boolean() })
    .handle(({ on }) => on);
}
