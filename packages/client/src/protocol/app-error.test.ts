import { describe, expect, it } from "vitest";
import { AppError, AuthenticationError, CancelledError } from "../errors.js";
import { callFailure } from "./app-error.js";

const version = (text: string) => {
  const [major = 0, minor = 0, patch = 0] = text.split(".").map(Number);
  return { major, minor, patch };
};

describe("callFailure", () => {
  it("is what the app raised, with how a page would show it", () => {
    const error = callFailure({ error: "no", title: "Oh", duration: null, visible: false }, version("6.31.0"), { eventId: "e1" });
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ message: "no", title: "Oh", duration: null, visible: false, eventId: "e1", retryable: false });
    expect(callFailure({ error: "no" }, version("6.31.0"), {})).toMatchObject({ title: "Error", duration: 10, visible: true });
  });

  it("reads a quoted message of any length", () => {
    const text = `${"a".repeat(20_000_000)}\\n`;
    expect(callFailure({ error: `'${text}'` }, version("4.16.0"), {}).message).toBe(`${text.slice(0, -2)}\n`);
    for (const bare of ["'a'b'", "'a\\'", "'", "\"a'"]) expect(callFailure({ error: bare }, version("4.16.0"), {}).message).toBe(bare);
  });

  it("explains a message that the app hides, and how to turn it on (users.md row 27)", () => {
    expect(callFailure({ error: null }, version("6.31.0"), {}).message).toMatch(/hides why.*show_error=True/);
  });

  it.each(["6.31.0", "4.44.1"])("is a missing token where Gradio %s says that it wants a user", (text) => {
    const said = "This action requires a logged in user. Please sign in and retry.";
    const error = callFailure({ error: text === "4.44.1" ? `'${said}'` : said, duration: 10, visible: true }, version(text), {
      eventId: "e1",
    });
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ message: `${said} From Gradio 6.21 on, give the user's token as oauthToken.`, eventId: "e1" });
    const other = { error: "This action requires a logged in username", duration: 10 };
    expect(callFailure(other, version(text), {})).toBeInstanceOf(AppError);
  });

  it("is a cancelling where there is neither data nor error (protocol.md §8)", () => {
    expect(callFailure({}, version("6.31.0"), { eventId: "e1" })).toBeInstanceOf(CancelledError);
  });

  it.each([
    [`'plain'`, "plain"],
    [`"it's"`, "it's"],
    [`'say "hi" and it\\'s'`, `say "hi" and it's`],
    [String.raw`'a\nb\tc\\d'`, "a\nb\tc\\d"],
    [String.raw`'\x00\xe9\u2028\U0001f600'`, "\x00é\u2028😀"],
    ["'über 😀'", "über 😀"],
    [String.raw`'\ud800'`, "\ud800"],
    [String.raw`'\xzz \u12'`, "xzz u12"],
    ["'", "'"],
    ["", ""],
    ["no quotes", "no quotes"],
  ])("reads Python's quotes up to 5.1: %s", (repr, text) => {
    expect(callFailure({ error: repr, duration: 10, visible: true }, version("4.44.1"), {}).message).toBe(text);
    expect(callFailure({ error: repr, duration: 10, visible: true }, version("5.1.0"), {}).message).toBe(text);
    expect(callFailure({ error: repr, duration: 10, visible: true }, version("5.2.0"), {}).message).toBe(repr);
  });

  it("leaves other exceptions of those versions alone: they have no duration", () => {
    expect(callFailure({ error: "'KeyError'" }, version("4.44.1"), {}).message).toBe("'KeyError'");
  });

  it("takes a code point that does not exist for text", () => {
    expect(callFailure({ error: String.raw`'\Uffffffff'`, duration: 1 }, version("4.44.1"), {}).message).toContain("ffffffff");
  });
});
