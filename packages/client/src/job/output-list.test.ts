import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heldBytes } from "../testing/held-bytes.js";
import { OutputList } from "./output-list.js";

/** A stream of texts, each grown from the one before or another, and of values that are none. */
const steps = fc.array(
  fc.oneof(
    fc.string().map((more) => ({ more })),
    fc.constantFrom<{ value: unknown }>({ value: "new" }, { value: 5 }, { value: [] }),
  ),
);

describe("OutputList", () => {
  it("gives every output as it was, whatever came after", () => {
    fc.assert(
      fc.property(steps, (events) => {
        const list = new OutputList();
        const expected: unknown[] = [];
        for (const event of events) {
          const last = expected.at(-1);
          const grown = "more" in event && typeof last === "string";
          const output = "value" in event ? event.value : grown ? last + event.more : event.more;
          list.push(output, grown);
          expected.push(output);
          expect(list.at(expected.length - 1)).toBe(output);
        }
        expect(list.toArray()).toEqual(expected);
        expect(list).toHaveLength(expected.length);
      }),
    );
  });

  it("takes a text for a new one after a value that is none, and after another took the place of the last", () => {
    const list = new OutputList();
    list.push("a", false);
    list.push("ab", true);
    list.replaceLast("x");
    list.push("xyz", true);
    list.push(null, true);
    list.push("n", true);
    expect(list.toArray()).toEqual(["a", "x", "xyz", null, "n"]);
  });

  it("holds a growing text once, also where each of its states was read", () => {
    const list = new OutputList();
    let text = "";
    const before = heldBytes();
    for (let step = 0; step < 2000; step++) {
      text += `step ${step} of many, and some more words to make it long; `;
      list.push(text, step > 0);
      (list.at(step) as string).charCodeAt(0);
    }
    // 2,000 copies would be 100 MB.
    expect(heldBytes() - before).toBeLessThan(5e6);
    expect((list.at(999) as string).endsWith("step 999 of many, and some more words to make it long; ")).toBe(true);
  });
});
