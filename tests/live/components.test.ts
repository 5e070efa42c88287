import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { liveServers, since } from "./live-servers.js";

describe.each(liveServers())("Components of Gradio $version", ({ url, version }) => {
  it("take and give choices, one and several, and numbers of a range", async () => {
    const client = await connect(url);
    const chosen = ["apple", ["apple", "pear"], "large", ["sugar", "cream"], 7];
    expect(await client.predict("/choose", chosen)).toEqual(chosen);
    expect(await client.predict("/choose", { fruits: [], extras: ["cream"] })).toEqual(["pear", [], "small", ["cream"], 2]);
    expect(await client.predict("/choose")).toEqual(["pear", ["apple"], "small", [], 2]);
  });

  it("tell what there is to choose from", async () => {
    const parameters = (await connect(url)).viewApi().namedEndpoints["/choose"]?.parameters ?? [];
    expect(parameters.map(({ name }) => name)).toEqual(["fruit", "fruits", "size", "extras", "amount"]);
    expect(parameters.map((parameter) => parameter.default)).toEqual(["pear", ["apple"], "small", [], 2]);
    // Gradio 3 has them in a sentence, if at all.
    if (!since(version, "4.0")) return;
    const [fruit, , size] = parameters;
    expect(fruit?.schema).toMatchObject({ enum: ["apple", "pear"] });
    expect(size?.schema).toMatchObject({ enum: ["small", "large"] });
  });

  it("give labels with their confidences, and lose those that are gone", async () => {
    const client = await connect(url);
    expect(await client.predict("/classify", ["x"])).toMatchObject(labelled({ cat: 0.75, dog: 0.25 }));
    const job = client.submit("/guess", ["x"]);
    await job.result();
    const guesses = [{ a: 0.5, b: 0.3, c: 0.2 }, { b: 1 }, { c: 0.6, a: 0.4 }];
    expect(job.outputs()).toEqual(guesses.map((guess) => expect.objectContaining(labelled(guess))));
  });

  it("give highlighted text", async () => {
    const client = await connect(url);
    const spans = [
      ["cat", "noun"],
      ["!", null],
    ];
    const named = spans.map(([token, class_or_confidence]) => ({ token, class_or_confidence }));
    expect(await client.predict("/mark", ["cat"])).toEqual(since(version, "4.0") ? named : spans);
  });

  it("take and give tables", async () => {
    const client = await connect(url);
    const rows = [
      [1, 2],
      [3, 4.5],
    ];
    const doubled = [
      [2, 4],
      [6, 9],
    ];
    const table = await client.predict("/double", [{ headers: ["a", "b"], data: rows }]);
    expect(table).toMatchObject({ headers: ["a", "b"], data: doubled });
  });

  it("hide columns and rows among the outputs", async () => {
    const client = await connect(url);
    expect(await client.predict("/unfold", ["x"])).toBe("x");
    expect(client.viewApi().namedEndpoints["/unfold"]?.returns).toHaveLength(1);
  });

  it("hide state wherever it stands among inputs and outputs, and keep it", async () => {
    const client = await connect(url);
    // The three share one state.
    expect(await client.predict("/tally_first", ["a", "b"])).toEqual(["a b", 2]);
    expect(await client.predict("/tally_middle", ["c", "d"])).toEqual(["a b c d", 4]);
    expect(await client.predict("/tally_last", ["e", "f"])).toEqual(["a b c d e f", 6]);
    expect(await client.predict("/tally_both_ends", ["abc"])).toBe("1 calls, 3 letters");
    expect(await client.predict("/tally_both_ends", ["de"])).toBe("2 calls, 5 letters");
  });

  it("give None among several outputs, first, last and always", async () => {
    const client = await connect(url);
    const job = client.submit("/none_at_both_ends", ["x"]);
    expect(await job.result()).toEqual([null, "x"]);
    expect(job.outputs()).toEqual([
      [null, "x"],
      ["x", "x"],
      [null, "x"],
    ]);
  });
});

/** A label's value: the most likely first. */
function labelled(confidences: Readonly<Record<string, number>>): object {
  const entries = Object.entries(confidences);
  return { label: entries[0]?.[0], confidences: entries.map(([label, confidence]) => ({ label, confidence })) };
}
