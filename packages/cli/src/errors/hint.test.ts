import { describe, expect, it } from "vitest";
import { withHint } from "./hint.js";

const hinted = (code: string, message: string) => withHint({ code, message, json: {} });

describe("A hint", () => {
  it("is the nearest name, taken out of the message", () => {
    expect(hinted("ENDPOINT_NOT_FOUND", 'The app has no endpoint "/ad". Did you mean "/add"? It has "/add".')).toEqual({
      message: 'The app has no endpoint "/ad". It has "/add".',
      hint: 'Did you mean "/add"?',
    });
    expect(hinted("INVALID_ARGUMENT", "unknown option '--tokn'\n(Did you mean --token?)")).toEqual({
      message: "unknown option '--tokn'",
      hint: "Did you mean --token?",
    });
  });

  it("is how a missing input is given", () => {
    expect(hinted("INVALID_ARGUMENT", '"/add" needs "a" (Number: number).').hint).toContain("a=…");
  });

  it("is the variable that holds a token or a login, more time, another try; else there is none", () => {
    expect(hinted("SPACE", "x").hint).toContain("HF_TOKEN");
    expect(hinted("AUTHENTICATION", "x").hint).toContain("GRADIO_AUTH");
    expect(hinted("TIMEOUT", "x").hint).toContain("--timeout");
    expect(hinted("QUEUE_FULL", "x").hint).toContain("--retries");
    expect(hinted("APP_ERROR", "x").hint).toBeUndefined();
    expect(hinted("INVALID_ARGUMENT", "x").hint).toBeUndefined();
  });
});
