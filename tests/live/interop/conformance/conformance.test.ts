import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Apps, startApps } from "./apps.js";
import { type Answers, askEverything, CLIENTS } from "./ask-everything.js";
import { calls } from "./calls.js";
import { differences } from "./differences.js";
import { gone, whyDifferent } from "./known-differences.js";
import type { Pair } from "./pair.js";

describe("An app of ours and the same app in Python", () => {
  let apps: Apps | undefined;
  let answers: Pair<Answers>;
  let found: ReadonlyMap<string, Pair>;
  beforeAll(async () => {
    apps = await startApps();
    answers = await askEverything(apps);
    found = differences(answers);
  }, 400_000);
  afterAll(() => apps?.stop());

  const unknown = (name: string) =>
    Object.fromEntries([...found].filter(([path]) => path.startsWith(`${name} > `) && whyDifferent(path) === undefined));

  it("answer requests by hand alike: descriptions, messages, direct calls, refusals", () => expect(unknown("documents")).toEqual({}));

  it.each(CLIENTS)("are alike for %s", (name) => expect(unknown(name)).toEqual({}));

  it.each([
    "gradio_client 2.7",
    "gradio_client 1.14",
    "gr.load",
    "@gradio/client",
    "curl",
    "@gradio-ts/client",
  ])("give %s what the functions return", (name) => {
    for (const side of ["ours", "theirs"] as const) {
      const made = (answers[side][name] as { readonly calls: Readonly<Record<string, unknown>> }).calls;
      for (const call of calls.filter((one) => "gives" in one && one.name in made)) {
        expect([side, call.name, resultOf(made[call.name])]).toEqual([side, call.name, call.gives]);
      }
    }
  });

  it("differ wherever they are said to", () => expect(gone(found.keys())).toEqual([]));
});

/** What a call gave in the end. Of curl it is the data of the last event. */
function resultOf(answer: unknown): unknown {
  if (!Array.isArray(answer)) return (answer as { readonly result?: unknown }).result;
  const [, data] = answer.at(-1) as [string, readonly unknown[]];
  return data.length === 1 ? data[0] : data;
}
