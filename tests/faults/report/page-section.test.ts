import { describe, expect, it } from "vitest";
import { faultCases } from "../cases/table.js";
import { withCounts } from "./page-section.js";

const PAGE =
  "# A page\n\n<!-- the fault matrix: written by `npm run test:faults -- --write` -->\nold\n<!-- end of the fault matrix -->\n\nmore\n";

describe("the counts on the page", () => {
  it("replace the old ones, and nothing else", () => {
    const [first] = faultCases();
    const page = withCounts(PAGE, first === undefined ? [] : [first, first]);
    expect(page).toContain("# A page\n");
    expect(page).toContain("| ws (3.50.2) | 2 |\n| **all** | **2** |");
    expect(page).not.toContain("old");
    expect(page.endsWith("\n\nmore\n")).toBe(true);
    expect(withCounts(page, faultCases())).toBe(withCounts(PAGE, faultCases()));
  });

  it("need their place", () => {
    expect(() => withCounts("# A page\n", [])).toThrow("docs/reliability.md has no lines");
  });
});
