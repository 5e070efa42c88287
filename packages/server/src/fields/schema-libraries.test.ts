import { toStandardJsonSchema } from "@valibot/to-json-schema";
import { type } from "arktype";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Server } from "../server.js";
import { result, TestClient } from "../testing/test-client.js";
import type { AnyField } from "./field.js";
import { text } from "./text.js";
import { toComponent } from "./to-component.js";

const user = z.object({ age: z.number().int(), name: z.string() });
/** The same values in each library. Valibot keeps its JSON Schema in a package of its own. */
const LIBRARIES = {
  zod: {
    string: z.string(),
    bounded: z.number().min(1).max(5),
    integer: z.number().int(),
    boolean: z.boolean(),
    choice: z.enum(["a", "b"]),
    literals: z.union([z.literal("a"), z.literal("b")]),
    choices: z.array(z.enum(["a", "b"])),
    object: user,
    nullable: z.string().nullable(),
    length: z.string().transform((text) => text.length),
    async: z.string().refine(async (text) => text !== "taken", "is taken"),
  },
  valibot: {
    string: toStandardJsonSchema(v.string()),
    bounded: toStandardJsonSchema(v.pipe(v.number(), v.minValue(1), v.maxValue(5))),
    integer: toStandardJsonSchema(v.pipe(v.number(), v.integer())),
    boolean: toStandardJsonSchema(v.boolean()),
    choice: toStandardJsonSchema(v.picklist(["a", "b"])),
    literals: toStandardJsonSchema(v.union([v.literal("a"), v.literal("b")])),
    choices: toStandardJsonSchema(v.array(v.picklist(["a", "b"]))),
    object: toStandardJsonSchema(v.object({ age: v.pipe(v.number(), v.integer()), name: v.string() })),
    nullable: toStandardJsonSchema(v.nullable(v.string())),
    length: v.pipe(
      v.string(),
      v.transform((text) => text.length),
    ),
    async: v.pipeAsync(
      v.string(),
      v.checkAsync(async (text) => text !== "taken", "is taken"),
    ),
  },
  arktype: {
    string: type("string"),
    bounded: type("1 <= number <= 5"),
    integer: type("number.integer"),
    boolean: type("boolean"),
    choice: type("'a' | 'b'"),
    literals: type("===", "a", "b"),
    choices: type("('a' | 'b')[]"),
    object: type({ age: "number.integer", name: "string" }),
    nullable: type("string | null"),
    length: type("string").pipe((text) => text.length),
    // It validates at once only.
    async: undefined,
  },
} satisfies Record<string, Record<string, AnyField | undefined>>;

const KINDS = {
  string: ["textbox", "str", "hello", 5],
  bounded: ["slider", "float", 3, 6],
  integer: ["number", "int", 3, 1.5],
  boolean: ["checkbox", "bool", true, "true"],
  choice: ["dropdown", "Literal['a', 'b']", "a", "c"],
  literals: ["dropdown", "Literal['a', 'b']", "b", "c"],
  choices: ["dropdown", "list[Literal['a', 'b']]", ["a"], ["c"]],
  object: ["json", "dict(age: int, name: str)", { age: 3, name: "Ann" }, { age: "3", name: "Ann" }],
  nullable: ["json", "str | None", null, 5],
} as const;

function echo(input: AnyField) {
  return new TestClient(
    new Server().api("/echo", { inputs: { value: input }, output: text() }).handle(({ value }) => JSON.stringify(value)),
  );
}

describe.each(Object.keys(LIBRARIES) as (keyof typeof LIBRARIES)[])("fields of %s", (library) => {
  const schemas = LIBRARIES[library];

  test.each(Object.entries(KINDS))("a %s is described, taken and refused", async (kind, [component, python, good, bad]) => {
    const field = schemas[kind as keyof typeof KINDS];
    const client = echo(field);
    const info = await (await client.get("/info")).json();
    const [parameter] = info.named_endpoints["/echo"].parameters;
    expect([parameter.component.toLowerCase(), sorted(parameter.python_type.type)]).toEqual([component, sorted(python)]);
    expect(parameter.parameter_has_default).toBe(false);
    expect(toComponent(field)?.component).toBe(component);
    expect(result(await client.call(0, [good]))).toEqual([JSON.stringify(good)]);
    const refused = await client.post("/queue/join", { data: [bad], fn_index: 0, session_hash: "s" });
    const { detail } = await refused.json();
    expect([refused.status, detail.length]).toEqual([422, 1]);
    expect(detail[0]).toMatchObject({
      __type__: "validate",
      is_valid: false,
      parameter_name: "value",
      message: expect.stringMatching(/./),
    });
  });

  test("what is wrong inside an object is said with its path", async () => {
    const refused = await echo(schemas.object).post("/queue/join", { data: [{ name: "Ann", age: "3" }], fn_index: 0, session_hash: "s" });
    expect((await refused.json()).detail[0].message).toMatch(/age/);
  });

  test("a transformation gives the handler what it makes", async () => {
    expect(result(await echo(schemas.length).call(0, ["four"]))).toEqual(["4"]);
  });
});

describe("validation that takes its time", () => {
  test.each(["zod", "valibot"] as const)("S68: %s refuses before the call is queued", async (library) => {
    const client = echo(LIBRARIES[library].async);
    expect(result(await client.call(0, ["free"]))).toEqual(['"free"']);
    const refused = await client.post("/queue/join", { data: ["taken"], fn_index: 0, session_hash: "s" });
    expect([refused.status, (await refused.json()).detail[0].message]).toEqual([422, "is taken"]);
  });
});

describe("what may be left out", () => {
  test.each([
    ["zod", z.string().default("x")],
    ["valibot", toStandardJsonSchema(v.optional(v.string(), "x"))],
    ["valibot without JSON Schema", v.optional(v.string(), "x")],
  ])("S20: %s tells its default", async (_, field) => {
    const client = echo(field);
    const info = await (await client.get("/info")).json();
    expect(info.named_endpoints["/echo"].parameters[0]).toMatchObject({ parameter_has_default: true, parameter_default: "x" });
    const answer = await client.post("/call/v2/echo", {});
    expect(answer.status).toBe(200);
    expect(await (await client.get(`/call/echo/${(await answer.json()).event_id}`)).text()).toContain('"\\"x\\""');
  });

  test.each([
    ["zod", z.string().optional()],
    ["valibot", v.optional(v.string())],
    ["arktype", type("string | undefined")],
  ])("%s says so without a default: the handler gets undefined", async (_, field) => {
    const seen: unknown[] = [];
    const app = new Server().api("/see", { inputs: { value: field } }).handle(({ value }) => void seen.push(value));
    await new TestClient(app).call(0, [null]);
    await new TestClient(app).call(0, ["given"]);
    expect(seen).toEqual([undefined, "given"]);
  });
});

/** Choices have no order in some libraries. */
function sorted(python: string): string {
  return python.replace(/Literal\[(.*?)\]/, (_, list: string) => `Literal[${list.split(", ").sort().join(", ")}]`);
}
