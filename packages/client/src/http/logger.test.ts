import { afterEach, describe, expect, it, vi } from "vitest";
import { ConnectionError } from "../errors.js";
import { type Logger, redacting } from "./logger.js";

function listener() {
  const told: [level: string, message: string, fields: unknown][] = [];
  const tell = (level: string) => (message: string, fields?: object) => void told.push([level, message, fields]);
  const logger: Logger = { debug: tell("debug"), info: tell("info"), warn: tell("warn"), error: tell("error") };
  return { told, logger };
}

describe("redacting", () => {
  afterEach(() => vi.restoreAllMocks());

  it("takes secrets out of messages, of fields at any depth, of errors, and of URLs where they stand encoded", () => {
    const { told, logger } = listener();
    const log = redacting(logger, () => ["hf_token", "p&ss wörd", "cookie==", ""]);
    const error = new ConnectionError("No answer to hf_token", { url: "http://x/p%26ss%20w%C3%B6rd", cause: new Error("cookie==") });
    log.warn("hf_token!", {
      deep: [{ text: "a cookie== b" }],
      url: "http://x/?t=p%26ss%20w%C3%B6rd",
      error,
      plain: new TypeError("p&ss wörd"),
    });
    expect(JSON.stringify(told)).not.toMatch(/hf_token|p&ss|p%26ss|cookie==/);
    expect(told[0]?.[2]).toMatchObject({ error: { code: "CONNECTION_FAILED" }, plain: { name: "TypeError", message: "[redacted]" } });
  });

  it.each([
    "1",
    "true",
    "null",
    '"',
    "\\",
    "{",
    "attempt",
    '"attempt":',
    "a.c",
    "[redacted]",
    "redacted",
  ])("is not broken by the secret %j", (secret) => {
    const { told, logger } = listener();
    redacting(logger, () => [secret, "a", "e"]).warn("asking again", { attempt: 1, path: `x${secret}y`, none: null, yes: true });
    const [, , fields] = told[0] as [string, string, { path: string; attempt: number }];
    expect(fields).toMatchObject({ attempt: 1, path: "x[redacted]y", none: null, yes: true });
  });

  it("takes out a secret whole, where another is its beginning", () => {
    const { told, logger } = listener();
    redacting(logger, () => ["abc", "abcdef"]).info("<abcdef>");
    expect(told[0]?.[1]).toBe("<[redacted]>");
  });

  it("lets the error of a logger surface as an uncaught one, and fails nothing", () => {
    const microtask = vi.spyOn(globalThis, "queueMicrotask").mockImplementation(() => {});
    const failing = () => {
      throw new Error("disk full");
    };
    redacting({ debug: failing, info: failing, warn: failing, error: failing }, () => []).warn("x");
    expect(() => microtask.mock.calls[0]?.[0]()).toThrow("disk full");
  });
});
