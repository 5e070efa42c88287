import { describe, expect, it } from "vitest";
import { InvalidArgumentError } from "../errors.js";
import { changedHeaders, readHeaders } from "./headers.js";

describe("readHeaders", () => {
  it("takes an object of names and values, whatever the case of the names", () => {
    expect([...readHeaders({ "X-One": "1", "x-two": null, "x-three": undefined as never })]).toEqual([
      ["x-one", "1"],
      ["x-two", null],
    ]);
  });

  it("takes a Headers object, without what describes one message or connection (users.md row 28)", () => {
    const incoming = new Headers({
      authorization: "Bearer a",
      "x-ip-token": "b",
      host: "here",
      connection: "close",
      "content-length": "3",
      "content-type": "text/plain",
      accept: "text/html",
      "accept-encoding": "br",
      "transfer-encoding": "chunked",
      origin: "http://page",
    });
    expect(Object.fromEntries(readHeaders(incoming))).toEqual({ authorization: "Bearer a", "x-ip-token": "b" });
  });

  it("never takes the type of a body: a foreign one makes the server refuse it (users.md row 31)", () => {
    expect([...readHeaders({ "Content-Type": "text/plain" })]).toEqual([]);
  });

  it.each<[string, unknown]>([
    ["text", "x-a: b"],
    ["a list", [["x-a", "b"]]],
    ["null", null],
    ["a name with a space", { "x a": "b" }],
    ["an empty name", { "": "b" }],
    ["a name with a line break", { "x-a\r\nx-b": "c" }],
    ["a value with a line break", { "x-a": "secret\r\nx-b: c" }],
    ["a value beyond Latin-1", { "x-a": "secret😀" }],
    ["a value that is no text", { "x-a": 3 }],
  ])("refuses %s, and never repeats a value", (_, headers) => {
    let error: unknown;
    try {
      readHeaders(headers as never);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ parameter: "headers", message: expect.not.stringContaining("secret") });
  });
});

describe("changedHeaders", () => {
  it("lays layer over layer; null takes a header away, and a later layer may bring it back", () => {
    const own = { "x-own": "1", accept: "a" };
    const headers = changedHeaders(own, [
      new Map([
        ["x-own", null],
        ["accept", "b"],
      ]),
      undefined,
      new Map([["x-own", "2"]]),
    ]);
    expect(headers).toEqual({ accept: "b", "x-own": "2" });
    expect(own).toEqual({ "x-own": "1", accept: "a" });
  });
});
