import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const PAGE = readFileSync("docs/security.md", "utf8");

/** The last cell of each line of a table, its head left out. */
const cells = PAGE.split("\n")
  .filter((line) => /^\| (?!what |request |attack )/.test(line))
  .map((line) => line.slice(0, -1).split(" | ").at(-1)?.trim() ?? "");

describe("docs/security.md", () => {
  it("names a test in every line of its tables", () => {
    expect(cells.length).toBeGreaterThan(40);
    for (const cell of cells) expect(cell).toMatch(/^`[^`]+\.test\.ts › [^`]+`(, `[^`]+\.test\.ts › [^`]+`)*$/);
  });

  it("names tests that there are", () => {
    for (const [, file = "", name = ""] of PAGE.matchAll(/`((?:packages|tests)\/[^`]+\.test\.ts)(?: › ([^`]+))?`/g)) {
      expect(existsSync(file), file).toBe(true);
      // With its quotes: the whole name, and not a part of another.
      if (name !== "") expect(readFileSync(file, "utf8"), `${file} › ${name}`).toContain(`"${name}"`);
    }
  });
});
