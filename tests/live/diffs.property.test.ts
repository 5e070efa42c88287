import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseVersion } from "../../packages/client/src/app/parse-version.js";
import { deleteRule, OutputDecoder } from "../../packages/client/src/protocol/output-decoder.js";
import { type DiffWorker, startDiffWorker } from "./diff-worker.js";
import { liveServers, since } from "./live-servers.js";

/** How many values of one output follow each other. */
const STEPS = 4;

/** The JSON text of one place of a value, at each step. */
type Place = readonly string[];

const atEachStep = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { minLength: STEPS, maxLength: STEPS });

const text = fc.oneof(
  fc.constantFrom("", "a", "ab", "abc", "ü", "ü😀", "ü😀é", "a\n", '"', "\\", "\u2028", "null"),
  fc.string({ unit: "grapheme", maxLength: 5 }),
);
const scalar = fc.oneof(
  fc.constantFrom("null", "true", "false", "0", "1", "0.0", "1.0", "-0.0", "2", "-2.5", "1e3", "1000", "[]", "{}"),
  text.map((each) => JSON.stringify(each)),
);
/** One text that is continued and taken back. */
const changingText = fc
  .tuple(fc.array(fc.constantFrom("a", "é", "😀", "\n", "/"), { maxLength: 6 }), atEachStep(fc.nat({ max: 6 })))
  .map(([parts, lengths]) => lengths.map((length) => JSON.stringify(parts.slice(0, length).join(""))));
const key = fc.oneof(
  fc.constantFrom("a", "b", "__proto__", "constructor", "length", "/", "~1", "", "0", "1", "-1", "01", "ü😀"),
  fc.string({ unit: "grapheme", maxLength: 3 }),
);

/**
 * Values that have much in common with those before and after, as outputs have: lists grow and shrink at any depth, members come and go,
 * texts are continued or not, and now and then something becomes something else.
 */
const { place } = fc.letrec<{ place: Place }>((tie) => ({
  place: fc.oneof(
    { maxDepth: 5, depthSize: "max", withCrossShrink: true },
    { weight: 2, arbitrary: atEachStep(scalar) },
    { weight: 2, arbitrary: changingText },
    { weight: 1, arbitrary: scalar.map((same) => Array.from({ length: STEPS }, () => same)) },
    {
      weight: 7,
      arbitrary: fc
        .tuple(fc.array(tie("place"), { maxLength: 5, size: "medium" }), atEachStep(fc.nat({ max: 5 })))
        .map(([elements, lengths]) => lengths.map((length, step) => `[${elements.slice(0, length).map((each) => each[step])}]`)),
    },
    {
      weight: 5,
      arbitrary: fc
        .uniqueArray(fc.record({ key, value: tie("place"), there: atEachStep(fc.boolean()) }), {
          selector: (each) => each.key,
          maxLength: 4,
        })
        .map((members) =>
          atSteps(
            (step) => `{${members.filter(({ there }) => there[step]).map((each) => `${JSON.stringify(each.key)}:${each.value[step]}`)}}`,
          ),
        ),
    },
    { weight: 1, arbitrary: atEachStep(tie("place")).map((places) => atSteps((step) => places[step]?.[step] ?? "null")) },
  ),
}));

function atSteps(write: (step: number) => string): Place {
  return Array.from({ length: STEPS }, (_, step) => write(step));
}

/** Equal under Python's `==`, where a boolean is a number, and an integer a float: its server says nothing of such a change (protocol.md §4). */
function equalInPython(a: unknown, b: unknown): boolean {
  if (isNumber(a) && isNumber(b)) return Number(a) === Number(b);
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return left.size === right.size && [...left].every(([name, member]) => right.has(name) && equalInPython(member, right.get(name)));
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" || typeof value === "boolean";
}

describe.each(liveServers())("Edits of values with Gradio $version", ({ version, python }) => {
  const rule = deleteRule(parseVersion(version));
  const hasEdits = since(version, "4.17");
  let worker: DiffWorker;
  beforeAll(async () => {
    worker = startDiffWorker(python);
    // Answered once Gradio is imported, which takes its time.
    await worker.edits([]);
  });
  afterAll(() => worker.stop());

  // Where edits cannot be read (protocol.md §4), whole values are asked for.
  it.runIf(hasEdits && rule !== "whole")("make each value of an output of the one before, for any values", async () => {
    await fc.assert(
      fc.asyncProperty(place, async (texts) => {
        const [first, ...following] = texts.map((each): unknown => JSON.parse(each));
        const steps = await worker.edits(texts);
        const decoder = new OutputDecoder(rule);
        decoder.read([first]);
        const read = steps?.map((edits) => decoder.read([edits])[0]);
        expect(read).toSatisfy((values) => equalInPython(values, following), `${JSON.stringify(following)}, by ${JSON.stringify(steps)}`);
      }),
      { numRuns: 2000 },
    );
  });

  it.runIf(!hasEdits)("are not known: its values come whole, and are read so", async () => {
    expect(await worker.edits(["1", "2"])).toBe(null);
    expect(rule).toBe("whole");
  });
});
