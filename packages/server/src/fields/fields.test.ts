import { InvalidArgumentError } from "@gradio-ts/client";
import { describe, expect, test } from "vitest";
import { NO_FILES } from "../files/call-files.js";
import { boolean } from "./boolean.js";
import { chat } from "./chat.js";
import { choice } from "./choice.js";
import { choices } from "./choices.js";
import type { Component } from "./component.js";
import { json } from "./json.js";
import { number } from "./number.js";
import { text } from "./text.js";

const made = (field: unknown) => field as Component;
const read = async (field: unknown, value: unknown) => made(field).read(value, NO_FILES);
const refused = async (field: unknown, value: unknown) => "issue" in (await read(field, value));

describe("S22, S24: a field shows as Gradio's component", () => {
  test.each([
    ["textbox", text(), { type: "string" }, "str"],
    ["number", number(), { type: "number" }, "float"],
    ["number", number({ integer: true }), { type: "integer" }, "int"],
    ["slider", number({ min: 0, max: 10 }), { type: "number", description: "numeric value between 0 and 10" }, "float"],
    ["checkbox", boolean(), { type: "boolean" }, "bool"],
    ["dropdown", choice(["a", "b"]), { type: "string", enum: ["a", "b"] }, "Literal['a', 'b']"],
    ["dropdown", choice([1, 2]), { type: "string", enum: [1, 2] }, "Literal['1', '2']"],
    ["radio", choice(["a", "b"], { component: "radio" }), { enum: ["a", "b"], title: "Radio", type: "string" }, "Literal['a', 'b']"],
    ["dropdown", choices(["a", "b"]), { type: "array", items: { type: "string", enum: ["a", "b"] } }, "list[Literal['a', 'b']]"],
    [
      "checkboxgroup",
      choices(["a", "b"], { component: "checkboxgroup" }),
      { items: { enum: ["a", "b"], type: "string" }, title: "Checkbox Group", type: "array" },
      "list[Literal['a', 'b']]",
    ],
    ["json", json(), { type: {}, description: "any valid json" }, "str | float | bool | list | dict"],
  ])("%s", (component, field, schema, python) => {
    expect(field.component).toBe(component);
    expect(field.schema).toEqual(schema);
    expect(made(field).spec.pythonType).toBe(python);
  });
});

describe("a value that came in", () => {
  test("is not converted: a number in a text is no number", async () => {
    expect(await refused(number(), "2")).toBe(true);
    expect(await refused(text(), 2)).toBe(true);
    expect(await refused(boolean(), 1)).toBe(true);
  });

  test("must keep a number's bounds", async () => {
    const field = number({ min: 1, max: 5, integer: true });
    expect(await read(field, 1)).toEqual({ value: 1 });
    expect(await Promise.all([0, 6, 2.5].map((value) => refused(field, value)))).toEqual([true, true, true]);
  });

  test("must be one of the choices, by value and type", async () => {
    expect(await read(choice([1, 2]), 2)).toEqual({ value: 2 });
    expect(await refused(choice([1, 2]), "2")).toBe(true);
    expect(await read(choices(["a", "b"]), ["b"])).toEqual({ value: ["b"] });
    expect(await refused(choices(["a", "b"]), ["c"])).toBe(true);
    expect(await refused(choices(["a", "b"]), "a")).toBe(true);
  });

  test("may be null only where the default is, and is never replaced by a default", async () => {
    expect(await refused(number({ default: 1 }), null)).toBe(true);
    expect(await read(number({ default: null }), null)).toEqual({ value: null });
    expect(await read(json(), null)).toEqual({ value: null });
  });

  test("of a chat has roles and parts; a text for content becomes a part", async () => {
    expect(await read(chat(), [{ role: "user", content: "hi" }])).toEqual({
      value: [{ role: "user", content: [{ type: "text", text: "hi" }] }],
    });
    expect(await refused(chat(), [{ role: "robot", content: "hi" }])).toBe(true);
    expect(await refused(chat(), [{ role: "user", content: [{ type: "text" }] }])).toBe(true);
    expect(await refused(chat(), "hi")).toBe(true);
  });
});

test("a chat goes out with the keys that every message of Gradio has", async () => {
  expect(await made(chat()).write([{ role: "assistant", content: [] }], NO_FILES)).toEqual([
    { metadata: null, options: null, role: "assistant", content: [] },
  ]);
});

test("a misspelt option is an error, and so are no choices", () => {
  expect(() => text({ lable: "x" } as never)).toThrow(InvalidArgumentError);
  expect(() => choice([])).toThrow(InvalidArgumentError);
});
