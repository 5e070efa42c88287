import { expect, it } from "vitest";
import { compareVersions } from "./compare-versions.js";

it("orders versions by their numbers, not by their letters", () => {
  const sorted = ["4.8.0", "3.50.2", "4.16.0", "6.31.0", "4.19.2", "4.19.10"].sort(compareVersions);
  expect(sorted).toEqual(["3.50.2", "4.8.0", "4.16.0", "4.19.2", "4.19.10", "6.31.0"]);
});

it("takes a part that is not there for 0", () => {
  expect(compareVersions("5.2", "5.2.0")).toBe(0);
  expect(compareVersions("5.2.1", "5.2")).toBeGreaterThan(0);
  expect(compareVersions("5", "5.0.1")).toBeLessThan(0);
});
