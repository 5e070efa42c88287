import { expect, it } from "vitest";
import { exitCode } from "./exit-code.js";
import { failureOf } from "./failure.js";

it("Every kind of error has its exit code, and what nobody foresaw has 1", () => {
  expect(["APP_ERROR", "ENDPOINT_NOT_FOUND", "SPACE", "AUTHENTICATION", "QUEUE_FULL", "TIMEOUT", "CANCELLED"].map(exitCode)).toEqual([
    1, 2, 3, 4, 5, 6, 130,
  ]);
  expect(["UNFORESEEN", "toString", ""].map(exitCode)).toEqual([1, 1, 1]);
});

it("Whatever was thrown can be told", () => {
  expect(failureOf(new TypeError("x"))).toEqual({
    code: "UNFORESEEN",
    message: "x",
    json: { name: "TypeError", code: "UNFORESEEN", message: "x" },
  });
  expect(failureOf("x")).toMatchObject({ code: "UNFORESEEN", message: "x" });
  expect(failureOf(undefined)).toMatchObject({ code: "UNFORESEEN", message: "undefined" });
  expect(failureOf(Object.assign(new Error("x"), { code: "ENOENT" }))).toMatchObject({ code: "UNFORESEEN" });
});
