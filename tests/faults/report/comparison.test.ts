import { expect, it } from "vitest";
import { faultCases } from "../cases/table.js";
import { meetingOf, remarksOn } from "../run/met.js";
import { comparison } from "./comparison.js";

const named = (name: string) => {
  const found = faultCases().find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const lost = named("sse_v3 (6.31.0) · processing · reset");
const whole = named("sse_v3 (6.31.0) · processing · byte by byte");
const right = { type: "value", value: "é0é1é2é3" } as const;
const error = { type: "error", code: "Error", message: "" } as const;
const next = { outcome: { type: "value", value: "next" }, left: [] } as const;
const told = { outcome: right, next, ending: { printed: [], lingers: false } } as const;

it("any error is right where the call must fail, none where its value was to be had", () => {
  expect(meetingOf(lost, error, true)).toBe("error");
  expect(meetingOf(whole, error, true)).toBe("error for a value");
  expect(meetingOf(whole, right, true)).toBe("value");
  expect(meetingOf(lost, { type: "value", value: "é0" }, true)).toBe("wrong value");
  expect(meetingOf(named("sse_v3 (6.31.0) · cancel · never answered, always"), { type: "value", value: undefined }, true)).toBe(
    "wrong value",
  );
  expect(meetingOf(whole, "The process has ended.", false)).toBe("process died");
  expect(meetingOf(whole, { type: "hang", what: "the call" }, true)).toBe("hang");
  expect(meetingOf(whole, right, false)).toBe("not met");
});

it("a client is asked for a further call, a silent console and an end", () => {
  expect(remarksOn(told)).toEqual([]);
  expect(remarksOn({ ...told, next: { outcome: error, left: [] } })).toEqual(["next call failed"]);
  expect(remarksOn({ ...told, ending: { printed: ["a warning"], lingers: true } })).toEqual(["printed", "did not end"]);
  expect(remarksOn({ outcome: "It has ended.", next: undefined, ending: { printed: ["a stack"], lingers: false } })).toEqual([]);
});

it("a comparison counts what was met, what was not, and what a client cannot call", () => {
  const met = [
    { faultCase: lost, meeting: "hang", told, leaked: [], remarks: ["next call failed", "did not end"] },
    { faultCase: whole, meeting: "value", told, leaked: ["a body"], remarks: ["did not end"] },
  ] as const;
  const lines = comparison({ drawn: [lost, whole, named("ws (3.50.2) · join · never answered, always")], of: 9, met, command: "x" });
  expect(lines[0]).toBe("3 of 9 cases (`x`); a secret or a body reached the other origin in 1 of them.");
  expect(lines.slice(4)).toEqual([
    "| sse_v3 (6.31.0) | 2 | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1 | 0 | 2 |",
    "| ws (3.50.2) | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 |",
    "| **all** | 3 | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 1 | 1 | 0 | 2 |",
  ]);
});
