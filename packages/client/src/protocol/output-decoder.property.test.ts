import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deleteRule, OutputDecoder } from "./output-decoder.js";

const upTo = (max: number, min = 0) => fc.integer({ min, max });

/** Versions that send whole values: those before 4.17, and on request those whose edits cannot be read (protocol.md §4). */
const version = fc.oneof(
  fc.record({ major: fc.constant(3), minor: upTo(50), patch: upTo(9) }),
  fc.record({ major: fc.constant(4), minor: upTo(16), patch: upTo(9) }),
  fc.record({ major: fc.constant(5), minor: fc.constant(29), patch: upTo(9, 1) }),
  fc.record({ major: fc.constant(5), minor: upTo(35, 30), patch: upTo(9) }),
);
const looksLikeEdits = fc.array(
  fc.tuple(fc.constantFrom("append", "replace", "add", "delete"), fc.array(fc.constantFrom("a", 0)), fc.jsonValue()),
);

describe("the outputs of a version that sends them whole", () => {
  it("are handed on as they are, whatever they are", () => {
    const data = fc.array(fc.oneof(fc.jsonValue(), looksLikeEdits), { maxLength: 3 });
    fc.assert(
      fc.property(version, fc.array(data, { minLength: 1, maxLength: 4 }), (of, steps) => {
        const decoder = new OutputDecoder(deleteRule(of));
        for (const outputs of steps) {
          const sent = structuredClone(outputs);
          expect(decoder.read(outputs)).toBe(outputs);
          expect(outputs).toEqual(sent);
        }
      }),
      { numRuns: 500 },
    );
  });
});
