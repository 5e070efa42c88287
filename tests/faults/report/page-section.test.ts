import { describe, expect, it } from "vitest";
import { faultCases } from "../cases/table.js";
import { counted } from "./count-cases.js";
import { withSection } from "./page-section.js";

const PAGE = "# A page\n\n<!-- begin: counts -->\nold\n<!-- end: counts -->\n\nmore\n";

describe("a section of the page", () => {
  it("is replaced, and nothing else", () => {
    const [first] = faultCases();
    const page = withSection(PAGE, "counts", counted(first === undefined ? [] : [first, first]));
    expect(page).toContain("# A page\n");
    expect(page).toContain("| ws (3.50.2) | 2 |\n| **all** | **2** |");
    expect(page).not.toContain("old");
    expect(page.endsWith("\n\nmore\n")).toBe(true);
    expect(withSection(page, "counts", ["new"])).toBe(withSection(PAGE, "counts", ["new"]));
  });

  it("needs its place", () => {
    expect(() => withSection("# A page\n", "counts", [])).toThrow("docs/reliability.md has no lines");
  });
});
