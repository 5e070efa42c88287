import { expect, it } from "vitest";
import { sectionsOf, withSection } from "./page-section.js";

const page = "# Page\n\nwords\n";

it("puts a section at the end of a page that has none of that name", () => {
  expect(withSection(page, { name: "a", text: "## A" })).toBe("# Page\n\nwords\n\n<!-- begin a -->\n\n## A\n\n<!-- end a -->\n");
});

it("renews a section where it stands, and leaves the others as they are", () => {
  const both = withSection(withSection(page, { name: "a", text: "## A\n\nold" }), { name: "b", text: "## B" });
  const renewed = withSection(both, { name: "a", text: "## A\n\nnew" });
  expect(renewed).toBe(both.replace("old", "new"));
  expect(sectionsOf(renewed)).toEqual([
    { name: "a", text: "## A\n\nnew" },
    { name: "b", text: "## B" },
  ]);
});

it("finds what it has put into a page, so that another writer can put it into a new one", () => {
  const old = withSection(page, { name: "a", text: "## A" });
  expect(sectionsOf(old).reduce(withSection, "# New\n")).toBe("# New\n\n<!-- begin a -->\n\n## A\n\n<!-- end a -->\n");
});
