import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { chat } from "../fields/chat.js";
import { choices } from "../fields/choices.js";
import type { Fields } from "../fields/field.js";
import { json } from "../fields/json.js";
import { number } from "../fields/number.js";
import { text } from "../fields/text.js";
import { Server } from "../server.js";
import { TestClient } from "../testing/test-client.js";
import { openapiSchema } from "./openapi-schema.js";

const tree = z.object({
  name: z.string(),
  get children() {
    return z.array(tree);
  },
});

const INPUTS = {
  plain: text({ description: "a text", default: null }),
  bounded: number({ min: 0, max: 1 }),
  several: choices(["a", "b"]),
  anything: json(),
  talk: chat(),
  tree,
  pair: z.tuple([z.string(), z.number()]),
  positive: z.number().positive().lt(9),
  literal: z.literal("x"),
  nullable: z.string().nullable(),
  either: z.union([z.string(), z.array(z.number()), z.null()]).optional(),
  record: z.record(z.string(), z.number()),
  strict: z.strictObject({ a: z.boolean().default(true) }),
  unknown: z.array(z.unknown()),
} satisfies Fields;

async function documentOf(inputs: Fields) {
  const app = new Server().api("/all", { inputs, output: text() }).handle(() => "");
  return (await new TestClient(app).get("/openapi.json")).json();
}

describe("/openapi.json", () => {
  test("S29: is valid OpenAPI 3.0 for every kind of field", async () => {
    const validator = new Validator();
    const result = await validator.validate(await documentOf(INPUTS));
    expect(result).toMatchObject({ valid: true });
    expect(validator.version).toBe("3.0");
    expect(() => validator.resolveRefs()).not.toThrow();
  });

  test("S29: describes uploads and the curl API", async () => {
    const { paths } = await documentOf({});
    expect(Object.keys(paths)).toEqual(["/gradio_api/upload", "/gradio_api/call/v2/all", "/gradio_api/call/all/{event_id}"]);
    expect(Object.keys(paths["/gradio_api/upload"].post.requestBody.content)).toEqual(["multipart/form-data"]);
  });

  test("keeps definitions apart for each parameter", async () => {
    const node = z.object({ id: z.number() }).meta({ id: "Node" });
    const { components } = await documentOf({ a: z.object({ node }), b: z.array(node) });
    expect(Object.keys(components.schemas)).toEqual(["all.a.Node", "all.b.Node"]);
  });
});

describe("a JSON schema in OpenAPI's words", () => {
  test.each([
    [{ type: ["string", "null"] }, { type: "string", nullable: true }],
    [{ type: ["string", "array"] }, { anyOf: [{ type: "string" }, { type: "array", items: {} }] }],
    [{ const: 3 }, { enum: [3] }],
    [
      { type: "number", exclusiveMinimum: 0 },
      { type: "number", minimum: 0, exclusiveMinimum: true },
    ],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }, { nullable: true, anyOf: [{ type: "string" }] }],
    [{ type: {}, description: "any valid json" }, { description: "any valid json" }],
    [
      { type: "array", prefixItems: [{ type: "string" }, false] },
      { type: "array", items: { anyOf: [{ type: "string" }, { not: {} }] } },
    ],
    [
      { type: "object", properties: { a: { const: 1 } }, required: [], additionalProperties: false },
      { type: "object", properties: { a: { enum: [1] } }, additionalProperties: false },
    ],
    [{ type: "object", patternProperties: { x: {} }, $comment: "dropped" }, { type: "object" }],
    [true, {}],
  ])("%j", (schema, expected) => {
    expect(openapiSchema(schema as never, "f.x", {})).toEqual(expected);
  });

  test("a schema that contains itself refers to its own name", () => {
    const definitions = {};
    openapiSchema({ type: "array", items: { $ref: "#" } }, "f.x", definitions);
    expect(definitions).toEqual({ "f.x": { type: "array", items: { $ref: "#/components/schemas/f.x" } } });
  });
});
