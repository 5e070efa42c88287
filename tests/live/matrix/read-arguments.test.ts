import { expect, it } from "vitest";
import { versions } from "../environment/versions.js";
import { readArguments } from "./read-arguments.js";

const byDefault = Object.keys(versions.gradio);

it("runs the default versions, oldest first, and writes the page", () => {
  expect(readArguments([])).toEqual({ versions: byDefault, whole: true, check: false });
  expect(readArguments(["--check"])).toEqual({ versions: byDefault, whole: true, check: true });
});

it("runs the versions that are named, once each, and writes no page", () => {
  const args = ["--version", "6.31.0", "--version", "4.0.2", "--version", "6.31.0"];
  expect(readArguments(args)).toEqual({ versions: ["4.0.2", "6.31.0"], whole: false, check: false });
});

it("adds the versions on request with --all", () => {
  const { versions: all, whole } = readArguments(["--all"]);
  expect(all).toHaveLength(byDefault.length + Object.keys(versions.onRequest).length);
  expect(all.slice(0, 3)).toEqual(["3.23.0", "3.41.2", "3.50.2"]);
  expect(whole).toBe(true);
});

it("refuses what it does not know", () => {
  expect(() => readArguments(["--version", "4.0.0"])).toThrow("--version wants one of 3.23.0, 3.50.2");
  expect(() => readArguments(["--version"])).toThrow("not nothing");
  expect(() => readArguments(["cancel"])).toThrow("npm run test:live -- --version 6.31.0 cancel");
  expect(() => readArguments(["--check", "--version", "6.31.0"])).toThrow("--check compares what all versions gave");
});
