import { expect, it } from "vitest";
import type { Mark } from "./outcome.js";
import { summary } from "./summary.js";

function together(...marks: Mark[]): string | undefined {
  const rows = marks.map((mark, index) => ({ behaviour: String(index), marks: [mark] }));
  const text = summary(
    [{ version: "6.31.0", protocol: "sse_v3", outcomes: [] }],
    [{ heading: "Values", rows }],
    (heading) => `**${heading}**`,
  );
  return /^\| \*\*Values\*\* \| (.*?) *\|$/m.exec(text)?.[1];
}

it("says that a group works if all of it works", () => {
  expect(together("works", "works")).toBe("✓");
});

it("says how much of a group works where the version has only a part", () => {
  expect(together("works", "absent", "works")).toBe("✓ 2/3");
  expect(together("absent", "absent")).toBe("–");
});

it("says that a group fails if anything in it fails", () => {
  expect(together("works", "fails", "absent")).toBe("✗");
});
