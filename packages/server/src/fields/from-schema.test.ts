import { describe, expect, test } from "vitest";
import { z } from "zod";
import { NO_FILES } from "../files/call-files.js";
import { componentOfSchema } from "./from-schema.js";
import type { StandardSchema } from "./standard-schema.js";

describe("a Standard Schema as a field", () => {
  test.each([
    ["textbox", z.string(), "str"],
    ["number", z.number(), "float"],
    ["slider", z.number().min(0).max(1), "float"],
    ["number", z.number().int(), "int"],
    ["checkbox", z.boolean(), "bool"],
    ["dropdown", z.enum(["a", "b"]), "Literal['a', 'b']"],
    ["dropdown", z.array(z.enum(["a", "b"])), "list[Literal['a', 'b']]"],
    ["json", z.object({ a: z.string(), b: z.array(z.number()).optional() }), "dict(a: str, b: list[float])"],
    ["json", z.string().nullable(), "str | None"],
  ])("shows as %s what fits", (component, schema, python) => {
    const made = componentOfSchema(schema);
    expect(made.component).toBe(component);
    expect(made.spec.pythonType).toBe(python);
    expect(made.optional).toBe(false);
  });

  test("gives its JSON schema, without the dialect", () => {
    expect(componentOfSchema(z.object({ a: z.string() })).schema).toEqual({
      type: "object",
      properties: { a: { type: "string" } },
      required: ["a"],
    });
  });

  test("shows as any JSON where its library has no JSON schema", () => {
    const plain: StandardSchema = { "~standard": { version: 1, vendor: "mine", validate: (value) => ({ value }) } };
    expect(componentOfSchema(plain).schema).toEqual({ type: {}, description: "any valid json" });
  });

  test("may be left out where it has a default, which clients are told", () => {
    const made = componentOfSchema(z.string().default("x"));
    expect([made.optional, made.default]).toEqual([true, "x"]);
  });

  test("may be left out where it takes undefined, which arrives as null", async () => {
    const made = componentOfSchema(z.string().optional());
    expect([made.optional, made.default]).toEqual([true, null]);
    expect(await made.read(null, NO_FILES)).toEqual({ value: undefined });
  });

  test("tells no default that it would not take back", async () => {
    const made = componentOfSchema(
      z
        .string()
        .optional()
        .transform((text) => Number(text ?? "7")),
    );
    expect([made.optional, made.default]).toEqual([true, null]);
    expect(await made.read(null, NO_FILES)).toEqual({ value: 7 });
    expect(await made.read("4", NO_FILES)).toEqual({ value: 4 });
  });

  test("refuses by path", async () => {
    const made = componentOfSchema(z.object({ a: z.array(z.string()) }));
    expect(await made.read({ a: ["x", 1] }, NO_FILES)).toEqual({ issue: expect.stringMatching(/^a\.1: /) });
  });

  test("makes what goes out, and throws where it does not fit", async () => {
    const made = componentOfSchema(z.string().transform((text) => text.length));
    expect(await made.write("four", NO_FILES)).toBe(4);
    await expect(made.write(4, NO_FILES)).rejects.toThrow("does not fit its schema");
  });
});
