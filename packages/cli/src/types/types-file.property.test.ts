import type { JsonSchema, ParameterInfo } from "@gradio-ts/client";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apiOf, parameterOf, returnOf } from "../testing/api-of.js";
import { complaints } from "../testing/complaints.js";
import { FILE } from "../testing/example-apps.js";
import { typesFile } from "./types-file.js";

/** Texts that mean something to TypeScript, and any other. */
const word = fc.oneof(
  fc.constantFrom(
    "*/",
    "/*",
    "//",
    '"',
    "`",
    "${",
    "\\",
    "\u2028",
    "\n@ts-expect-error",
    "@ts-nocheck",
    "__proto__",
    "constructor",
    "readonly",
  ),
  fc.constantFrom(
    "class",
    "any",
    "string",
    "App",
    "Record",
    "FileLike",
    "OutputFile",
    "a",
    "a b",
    "a-b",
    "1",
    "-1",
    "",
    "é",
    "🎨",
    "\ud800",
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(""));
const reference = word.map((name) => ({ $ref: `#/$defs/${name}` }));

const { schema } = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<JsonSchema>({ type: "string" }, { type: ["number", "null"] }, {}, true, false, FILE),
    reference,
    fc.array(fc.oneof(text, fc.double(), fc.constant(null), fc.boolean(), fc.bigInt().map(Number))).map((values) => ({ enum: values })),
    tie("schema").map((items) => ({ type: "array", items })),
    fc.array(tie("schema"), { maxLength: 3 }).map((items) => ({ type: "array", prefixItems: items })),
    fc
      .tuple(fc.constantFrom("anyOf", "oneOf", "allOf"), fc.array(tie("schema"), { maxLength: 3 }))
      .map(([kind, parts]) => ({ [kind]: parts })),
    tie("schema").map((additionalProperties) => ({ type: "object", additionalProperties })),
    fc
      .record(
        { properties: fc.dictionary(word, tie("schema"), { maxKeys: 3 }), required: fc.array(word), additionalProperties: tie("schema") },
        { requiredKeys: ["properties"] },
      )
      .map((object) => ({ type: "object", ...object })),
  ),
}));
const whole = fc
  .tuple(schema, fc.dictionary(word, schema, { maxKeys: 4 }))
  .map(([root, $defs]) => (typeof root === "object" ? { ...root, $defs } : root));

const value = { component: text, description: text, file: fc.boolean() };
const parameters = fc.uniqueArray(
  fc
    .tuple(
      word,
      whole,
      fc.record({ ...value, label: text, default: fc.jsonValue({ maxDepth: 2 }) }, { requiredKeys: ["component", "description", "file"] }),
    )
    .map(([name, type, rest]) => parameterOf(name, rest.component, type, rest as Partial<ParameterInfo>)),
  { maxLength: 4, selector: ({ name }) => name },
);
const endpoint = fc.record({
  name: fc.option(text.map((name) => `/${name}`)),
  description: text,
  generator: fc.boolean(),
  oauthToken: fc.constantFrom("required", "optional", null),
  parameters,
  slots: fc.constantFrom([], [null]),
  returns: fc.array(
    fc.tuple(text, whole, fc.record(value)).map(([label, type, rest]) => returnOf(label, rest.component, type, rest)),
    { maxLength: 3 },
  ),
});

describe("A file of types", { timeout: 60_000 }, () => {
  it("compiles, says no `any`, and is taken by a client, whatever the app says of itself", () => {
    fc.assert(
      fc.property(fc.array(endpoint, { maxLength: 3 }), text, text, (endpoints, version, command) => {
        const file = typesFile({ api: apiOf(endpoints), version, command, name: "App", all: true });
        expect(complaints(file, "App")).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("compiles where a schema is nested as deep as an app likes", () => {
    const nested = (depth: number, wrap: (inner: JsonSchema) => JsonSchema) =>
      Array.from({ length: depth }).reduce<JsonSchema>((inner) => wrap(inner), { type: "string" });
    const schemas = [
      nested(1000, (items) => ({ type: "array", items })),
      nested(1000, (a) => ({ type: "object", properties: { a } })),
      nested(1000, (additionalProperties) => ({ type: "object", additionalProperties })),
      nested(1000, (part) => ({ allOf: [part, { properties: { a: true } }] })),
    ];
    const chain = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`D${index}`, { type: "object", properties: { next: { $ref: `#/$defs/D${index + 1}` } } }]),
    );
    for (const one of [...schemas, { $ref: "#/$defs/D0", $defs: chain }]) {
      const api = apiOf([{ name: "/call", parameters: [parameterOf("x", "", one, { default: null })], returns: [returnOf("", "", one)] }]);
      expect(complaints(typesFile({ api, version: "6", command: "", name: "App", all: true }), "App")).toEqual([]);
    }
  });

  it("compiles with ten thousand choices", () => {
    const one = { enum: Array.from({ length: 10_000 }, (_, index) => `choice ${index}`) };
    const api = apiOf([{ name: "/call", parameters: [parameterOf("x", "Dropdown", one)], returns: [returnOf("", "", one)] }]);
    expect(complaints(typesFile({ api, version: "6", command: "", name: "App", all: true }), "App")).toEqual([]);
  });
});
