import { describe, expect, it } from "vitest";
import { isSpaceHost, readSpaceName } from "./space-address.js";

describe("readSpaceName", () => {
  it.each([
    ["ada/adder", "ada/adder"],
    ["ada/adder/", "ada/adder"],
    ["Ada_1/my.adder-2", "Ada_1/my.adder-2"],
    ["https://huggingface.co/spaces/ada/adder", "ada/adder"],
    ["https://huggingface.co/spaces/ada/adder?logs=build#top", "ada/adder"],
    ["http://www.huggingface.co/spaces/ada/adder/tree/main", "ada/adder"],
    ["https://hf.co/spaces/ada/adder/", "ada/adder"],
  ])("finds a name in %j", (text, name) => expect(readSpaceName(text)).toBe(name));

  it.each([
    "adder",
    "ada/adder/x",
    "../adder",
    "ada/..",
    "/ada/adder",
    "ada/add er",
    "localhost:7860",
    "https://huggingface.co/ada/adder",
    "https://huggingface.co/spaces/ada",
    "https://evil.test/spaces/ada/adder",
    "https://ada-adder.hf.space",
  ])("finds none in %j", (text) => expect(readSpaceName(text)).toBeUndefined());
});

describe("isSpaceHost", () => {
  it.each([
    ["https://ada-adder.hf.space/", true],
    ["https://ada-adder.hf.space/mounted/", true],
    ["http://ada-adder.hf.space/", false],
    ["https://evil-hf.space/", false],
    ["https://hf.space.evil.test/", false],
    ["https://huggingface.co/", false],
  ])("of %s is %s", (url, expected) => expect(isSpaceHost(new URL(url))).toBe(expected));
});
