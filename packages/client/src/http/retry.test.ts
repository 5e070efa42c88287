import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorCodes, isPassing, neverArrived, readRetryAfter, retryDelay } from "./retry.js";

describe("retryDelay", () => {
  it("doubles from 0.5 s up to 30 s, and leaves away at most a half", () => {
    fc.assert(
      fc.property(fc.nat({ max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (attempt, random) => {
        const whole = Math.min(500 * 2 ** attempt, 30_000);
        const wait = retryDelay(attempt, undefined, () => random);
        expect(wait).toBeGreaterThanOrEqual(whole / 2);
        expect(wait).toBeLessThanOrEqual(whole);
      }),
    );
  });

  it("is what the server asks for, if it does", () => {
    expect(retryDelay(5, 1234)).toBe(1234);
    expect(retryDelay(5, 0)).toBe(0);
  });
});

describe("readRetryAfter", () => {
  const now = Date.parse("Wed, 21 Oct 2026 07:28:00 GMT");
  it.each<[string | null, number | undefined]>([
    ["3", 3000],
    [" 0.5 ", 500],
    ["0", 0],
    ["Wed, 21 Oct 2026 07:28:10 GMT", 10_000],
    ["Wednesday, 21-Oct-26 07:28:10 GMT", 10_000],
    ["Wed, 21 Oct 2026 07:27:00 GMT", 0],
    [null, undefined],
    ["", undefined],
    ["soon", undefined],
    ["-1", undefined],
    ["1e3", undefined],
    ["NaN", undefined],
  ])("reads %j as %s ms", (header, expected) => expect(readRetryAfter(header, now)).toBe(expected));
});

describe("what may be repeated", () => {
  const failure = (code: string) => Object.assign(new Error(code), { code });

  it("finds codes at any depth, of every address that was tried", () => {
    const both = Object.assign(new AggregateError([failure("ECONNREFUSED"), failure("ENETUNREACH")]), { code: "ECONNREFUSED" });
    expect(errorCodes(new TypeError("fetch failed", { cause: both }))).toEqual(["ECONNREFUSED", "ECONNREFUSED", "ENETUNREACH"]);
    expect(neverArrived(new TypeError("fetch failed", { cause: both }))).toBe(true);
  });

  it.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"])("%s never arrived", (code) => {
    expect(neverArrived(new TypeError("fetch failed", { cause: failure(code) }))).toBe(true);
  });

  it.each(["ECONNRESET", "UND_ERR_SOCKET", "EPIPE", "UND_ERR_HEADERS_TIMEOUT"])("%s may have arrived", (code) => {
    expect(neverArrived(new TypeError("fetch failed", { cause: failure(code) }))).toBe(false);
  });

  it("takes nothing for proof where there is no code, or one of several says otherwise", () => {
    expect(neverArrived(new TypeError("Failed to fetch"))).toBe(false);
    expect(neverArrived(undefined)).toBe(false);
    expect(neverArrived(new AggregateError([failure("ECONNREFUSED"), failure("ECONNRESET")]))).toBe(false);
  });

  it("ends on causes that go round", () => {
    const error = failure("ECONNRESET") as Error & { cause?: unknown };
    error.cause = error;
    expect(errorCodes(error)).toContain("ECONNRESET");
  });

  it("passing are 408, 429, 502, 503, 504; not 500, which would fail again", () => {
    const passing = Array.from({ length: 600 }, (_, status) => status).filter(isPassing);
    expect(passing).toEqual([408, 429, 502, 503, 504]);
  });
});
