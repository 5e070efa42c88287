import { type Client, GradioError } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { liveServers } from "./live-servers.js";

/** One program, which knows no version: all that it sees of an app. */
async function whatIsSeen(client: Client) {
  const generator = client.submit("/grow", { n: 3 });
  const iterated: unknown[] = [];
  for await (const output of generator) iterated.push(output);
  const refused = await client.predict("/refuse", ["this"]).catch((error: unknown) => error);
  return {
    endpoints: Object.keys(client.viewApi().namedEndpoints),
    plain: await client.predict("/add", { a: 2, b: 3 }),
    defaults: await client.predict("/greet", { name: "Ada" }),
    several: await client.predict("/measure", ["ab"]),
    unqueued: await client.predict("/direct_measure", ["ab"]),
    iterated,
    outputs: generator.outputs(),
    status: { ...generator.status(), time: undefined },
    state: [await client.predict("/remember", ["one"]), await client.predict("/remember", ["two"])],
    refused: refused instanceof GradioError && [refused.code, refused.message],
  };
}

describe("promise 4: every Gradio works through one API", () => {
  it("so that a program sees the same on each version", async () => {
    const servers = liveServers();
    const seen: { readonly version: string; readonly saw: Awaited<ReturnType<typeof whatIsSeen>> }[] = [];
    for (const { version, url } of servers) seen.push({ version, saw: await whatIsSeen(await connect(url)) });
    const newest = seen.at(-1)?.saw;
    expect(newest).toMatchObject({
      plain: 5,
      several: ["AB", 2, { letters: ["a", "b"] }],
      unqueued: ["AB", 2, { letters: ["a", "b"] }],
      iterated: ["wörd0 😀 ", "wörd0 😀 wörd1 😀 ", "wörd0 😀 wörd1 😀 wörd2 😀 "],
      status: { code: "FINISHED", success: true, error: null },
      state: ["one", "one two"],
      refused: ["APP_ERROR", "won't do this"],
    });
    for (const { version, saw } of seen) expect({ version, saw }).toEqual({ version, saw: newest });
  });
});
