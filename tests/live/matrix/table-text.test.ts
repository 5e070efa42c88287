import { expect, it } from "vitest";
import { tableText } from "./table-text.js";

it("reads as a table in Markdown and as text", () => {
  const rows = [
    ["", "4.8.0", "6"],
    ["a|b", "✓ 1/2", "–"],
  ];
  expect(tableText(rows)).toBe(["|      | 4.8.0 | 6   |", "| ---- | :---: | :-: |", "| a\\|b | ✓ 1/2 | –   |"].join("\n"));
});
