import { expect, it } from "vitest";
import { newLines } from "./new-lines.js";

it("shows what came, wherever it stands, and a line that came again", () => {
  expect(newLines("", "import a\n\ncall 1\n")).toEqual(["import a", "call 1"]);
  expect(newLines("import a\n\ncall 1\n", "import a, b\n\ncall 1\ncall 2\ncall 1\n")).toEqual(["import a, b", "call 2", "call 1"]);
});
