import { describe, expect, it } from "vitest";
import type { FaultCase } from "./case.js";
import { requestFaults } from "./request-faults.js";
import { requestRules, streamRules } from "./rules.js";
import { streamFaults, streamMoments } from "./stream-faults.js";
import { faultCases, requestMoments } from "./table.js";
import { transports } from "./transport.js";

const cases = faultCases();
const expected = (name: string) => cases.find((one) => one.name === name)?.expected;

describe("the table of faults", () => {
  it("has cases of every transport, every moment and every act", () => {
    const seen = (read: (one: FaultCase) => unknown) => new Set(cases.map(read));
    expect(seen(({ transport }) => transport)).toEqual(new Set(transports));
    expect(seen(({ moment }) => moment)).toEqual(new Set([...requestMoments, ...streamMoments]));
    const acts = [...requestFaults, ...streamFaults].map(({ act }) => act);
    expect(seen(({ fault }) => fault.act)).toEqual(new Set(acts));
  });

  it("names each case once", () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it("has no rule that leaves nothing out", () => {
    const requests = transports.flatMap((transport) =>
      requestMoments.flatMap((moment) => requestFaults.map((fault) => ({ transport, moment, fault }))),
    );
    const streams = transports.flatMap((transport) =>
      streamMoments.flatMap((moment) => streamFaults.map((fault) => ({ transport, moment, fault }))),
    );
    for (const { why, applies } of requestRules) expect(requests.some(applies), why).toBe(true);
    for (const { why, applies } of streamRules) expect(streams.some(applies), why).toBe(true);
  });

  it.each([
    // A join whose fate is unknown is never repeated, unless the call may run twice.
    ["sse_v3 (6.31.0) · join · answer lost, always", { outcome: { error: "CONNECTION_FAILED" }, requests: 1 }],
    ["sse_v3 (6.31.0) · join · answer lost, once, the call may run twice", { outcome: "value", requests: 2 }],
    ["sse_v3 (6.31.0) · config · reset before headers, once", { outcome: "value", requests: 2 }],
    // A stream that ends without a word has ended properly before sse_v3 only.
    ["sse_v1 (4.16.0) · processing · ended", { outcome: "value", requests: 1 }],
    ["sse_v1 (4.16.0) · processing · ended twice", { outcome: { error: "CONNECTION_LOST" }, requests: 1, brother: "same error" }],
    ["sse_v3 (6.31.0) · processing · ended", { outcome: { error: "CONNECTION_LOST" }, requests: 1, brother: "same error" }],
    // A line of its own takes no other call with it.
    ["ws (3.50.2) · processing · reset", { outcome: { error: "CONNECTION_LOST" }, requests: 1, brother: "value" }],
    // Never after the first output.
    ["sse (4.8.0) · between steps · reset, the call may run twice", { outcome: { error: "CONNECTION_LOST" }, requests: 1 }],
  ])("expects of %s what the contract promises", (name, promise) => {
    expect(expected(name)).toEqual(promise);
  });
});
