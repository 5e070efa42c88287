import { type Client, GradioError } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { liveServers, since } from "./live-servers.js";

/** One program, which knows no version: all that it sees of an app. */
async function whatIsSeen(client: Client) {
  const generator = client.submit("/grow", { n: 3 });
  const iterated: unknown[] = [];
  for await (const output of generator) iterated.push(output);
  const refused = await client.predict("/refuse", ["this"]).catch((error: unknown) => error);
  return {
    plain: await client.predict("/add", { a: 2, b: 3 }),
    defaults: await client.predict("/greet", { name: "Ada", mark: null }),
    several: await client.predict("/measure", ["ab"]),
    unqueued: await client.predict("/direct_measure", ["ab"]),
    iterated,
    outputs: generator.outputs(),
    status: { ...generator.status(), time: undefined },
    parameters: client.viewApi().namedEndpoints["/greet"]?.parameters.map(({ name, typescriptType }) => [name, typescriptType]),
    state: [await client.predict("/remember", ["one"]), await client.predict("/remember", ["two"])],
    refused: refused instanceof GradioError && [refused.code, refused.message],
  };
}

const texts = ["wörd0 😀 ", "wörd0 😀 wörd1 😀 ", "wörd0 😀 wörd1 😀 wörd2 😀 "];

describe.each(liveServers())("Promise 4, every version through one API, for Gradio $version", ({ url, version }) => {
  it("keeps: a program sees what it sees of every other", async () => {
    // The one thing that earlier versions cannot tell: that Python's default is None.
    const mark = since(version, "4.23") ? "string | null" : "string";
    expect(await whatIsSeen(await connect(url))).toEqual({
      plain: 5,
      defaults: "Hello Ada Hello Ada",
      several: ["AB", 2, { letters: ["a", "b"] }],
      unqueued: ["AB", 2, { letters: ["a", "b"] }],
      iterated: texts,
      outputs: texts,
      status: { code: "FINISHED", rank: null, queueSize: null, eta: null, success: true, progressData: null, error: null, time: undefined },
      parameters: [
        ["name", "string"],
        ["greeting", "string"],
        ["times", "number"],
        ["mark", mark],
      ],
      state: ["one", "one two"],
      refused: ["APP_ERROR", "won't do this"],
    });
  });
});
