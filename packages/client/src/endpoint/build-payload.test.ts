import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { Endpoint } from "../app/app.js";
import { InvalidArgumentError } from "../errors.js";
import { handleFile } from "../files/handle-file.js";
import { sourceOf } from "../files/handled-file.js";
import type { ParameterInfo } from "../view-api/api-info.js";
import { buildPayload } from "./build-payload.js";

const parameter = (name: string, more: Partial<ParameterInfo> = {}) =>
  ({ name, required: true, component: "Textbox", typescriptType: "string", ...more }) as ParameterInfo;
const endpoint = (...inputs: readonly (ParameterInfo | null)[]) => ({ name: "/call", fnIndex: 0, inputs }) as unknown as Endpoint;

const GREET = endpoint(
  null,
  parameter("name"),
  null,
  parameter("times", { required: false, default: 2 }),
  parameter("note", { required: false, default: null }),
  null,
);
const FILES = endpoint(
  parameter("image", { typescriptType: "FileLike | null" }),
  parameter("more", { typescriptType: "readonly FileLike[]", required: false, default: "https://x/default.png" }),
);

function refusal(of: Endpoint, inputs: unknown): InvalidArgumentError {
  try {
    buildPayload(of, inputs);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidArgumentError);
    return error as InvalidArgumentError;
  }
  return expect.fail("accepted");
}

describe("buildPayload", () => {
  it("puts values into their slots, by place or by name, null into those nobody sees, defaults where nothing is given", () => {
    expect(buildPayload(GREET, ["Ada"])).toEqual([null, "Ada", null, 2, null, null]);
    expect(buildPayload(GREET, ["Ada", undefined, "x"])).toEqual([null, "Ada", null, 2, "x", null]);
    expect(buildPayload(GREET, { times: 5, name: "Ada" })).toEqual([null, "Ada", null, 5, null, null]);
    expect(buildPayload(GREET, { name: "Ada", times: undefined })).toEqual([null, "Ada", null, 2, null, null]);
  });

  it("sends null as None, and takes only undefined for not given", () => {
    expect(buildPayload(GREET, [null, null, null])).toEqual([null, null, null, null, null, null]);
    expect(buildPayload(GREET, { name: null, times: 0, note: "" })).toEqual([null, null, null, 0, "", null]);
  });

  it("takes holes of an array for undefined", () => {
    // biome-ignore lint/suspicious/noSparseArray: what is tested
    expect(buildPayload(GREET, ["Ada", , "x"])).toEqual([null, "Ada", null, 2, "x", null]);
  });

  it("takes every default where no inputs are given, and [] for an endpoint without any", () => {
    expect(buildPayload(endpoint(parameter("a", { required: false, default: 1 })), undefined)).toEqual([1]);
    for (const none of [undefined, [], {}]) expect(buildPayload(endpoint(null), none)).toEqual([null]);
  });

  it("takes objects without a prototype, and of another realm (users.md row 45)", () => {
    expect(buildPayload(GREET, Object.assign(Object.create(null), { name: "Ada" }))[1]).toBe("Ada");
    expect(buildPayload(GREET, runInNewContext('({ name: "Ada" })'))[1]).toBe("Ada");
    expect(buildPayload(GREET, runInNewContext('["Ada"]'))[1]).toBe("Ada");
    expect(buildPayload(GREET, { name: runInNewContext("({ deep: [1] })") })[1]).toEqual({ deep: [1] });
  });

  it.each<[string, unknown, RegExp, string | undefined]>([
    ["too many", ["a", 1, "b", 4], /takes 3 inputs, not 4\. It takes \(name, times\?, note\?\)/, undefined],
    ["a missing one", [], /needs "name" \(Textbox: string\)/, "name"],
    ["a missing one by name", { times: 1 }, /needs "name"/, "name"],
    ["an unknown name", { nmae: "Ada" }, /no parameter "nmae"\. Did you mean "name"\?/, "nmae"],
    ["an inherited name", { constructor: 1 }, /no parameter "constructor"/, "constructor"],
    ["__proto__", JSON.parse('{"__proto__": 1}'), /no parameter "__proto__"/, "__proto__"],
    ["a lone string", "Ada", /a lone string is neither/, "inputs"],
    ["a lone number", 5, /a lone number/, "inputs"],
    ["null", null, /a lone null/, "inputs"],
    ["a lone Blob", new Blob([]), /a lone Blob/, "inputs"],
    ["a lone file", handleFile("a.png"), /a lone file/, "inputs"],
    ["a lone Map", new Map([["name", "Ada"]]), /a lone Map/, "inputs"],
    [
      "an instance of a class",
      new (class Person {
        name = "Ada";
      })(),
      /a lone Person/,
      "inputs",
    ],
    ["a promise", Promise.resolve(["Ada"]), /a lone Promise/, "inputs"],
  ])("refuses %s, and says what would do", (_, inputs, message, at) => {
    const error = refusal(GREET, inputs);
    expect(error.message).toMatch(message);
    expect(error.parameter).toBe(at);
  });

  it.each<[string, () => unknown, RegExp]>([
    ["a bigint", () => 5n, /holds a bigint/],
    ["no number", () => [Number.NaN], /holds NaN, which JSON writes as null/],
    ["infinity", () => Number.POSITIVE_INFINITY, /holds Infinity/],
    ["a function", () => () => {}, /holds a function/],
    ["a symbol", () => Symbol("x"), /holds a symbol/],
    ["a promise nobody awaited", () => Promise.resolve(1), /holds a Promise/],
    ["a Map", () => new Map(), /holds a Map/],
    ["a typed array that is no bytes (users.md row 9)", () => new Float32Array(3), /holds a Float32Array/],
    [
      "a list that holds itself",
      () => {
        const list: unknown[] = [];
        list.push({ list });
        return list;
      },
      /holds itself/,
    ],
    ["more depth than any server reads", () => JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`), /nested more than 900 deep/],
  ])("refuses %s, which JSON cannot carry, at any depth", (_, make, message) => {
    for (const inputs of [[make()], { name: { deep: [make()] } }]) {
      const error = refusal(GREET, inputs);
      expect(error.message).toMatch(message);
      expect(error.parameter).toBe("name");
    }
  });

  it("takes whatever JSON can write: dates, URLs, instances of a class, one object twice", () => {
    const shared = { x: 1 };
    const value = {
      date: new Date(0),
      url: new URL("http://a/"),
      point: new (class Point {
        x = 1;
      })(),
      twice: [shared, shared],
    };
    expect(JSON.parse(JSON.stringify(buildPayload(GREET, [value])[1]))).toEqual({
      date: "1970-01-01T00:00:00.000Z",
      url: "http://a/",
      point: { x: 1 },
      twice: [{ x: 1 }, { x: 1 }],
    });
  });

  it("takes text for text, and where the app wants a file, only a data: URL (users.md row 39)", () => {
    expect(buildPayload(GREET, ["photo.png"])[1]).toBe("photo.png");
    expect(sourceOf(buildPayload(FILES, ["data:text/plain,hi"])[0])).toBe("data:text/plain,hi");
    const error = refusal(FILES, ["photo.png"]);
    expect(error.message).toContain('handleFile("photo.png")');
    expect(error.parameter).toBe("image");
    expect(refusal(FILES, [null, ["x".repeat(100)]]).message).toContain(`${"x".repeat(60)}…`);
  });

  it("takes the app's own default as it is, text included", () => {
    expect(buildPayload(FILES, [null])).toEqual([null, "https://x/default.png"]);
  });

  it("changes nothing it is given (users.md row 41)", () => {
    const file = new Blob(["x"]);
    const inputs = Object.freeze({ image: Object.freeze({ deep: Object.freeze([file]) }), more: Object.freeze(["data:,x"]) });
    buildPayload(FILES, inputs);
    expect(inputs.more).toEqual(["data:,x"]);
    expect(inputs.image.deep[0]).toBe(file);
  });
});
