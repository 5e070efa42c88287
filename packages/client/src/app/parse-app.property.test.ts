import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRecorded } from "../../../../tests/fixtures/read-recorded.js";
import { GradioError } from "../errors.js";
import type { App } from "./app.js";
import { parseApp } from "./parse-app.js";

const SRC = "http://localhost:7860/";

describe("JSON as nobody would write it", () => {
  it("gives an app or a GradioError, whatever is changed in a recorded /config or /info", { timeout: 30_000 }, () => {
    const places = fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 });
    const mutation = fc.record({ places, value: hostileValue(), remove: fc.boolean() });
    const version = fc.constantFrom("4.44.1", "6.31.0");
    fc.assert(
      fc.property(version, fc.array(mutation, { maxLength: 3 }), fc.array(mutation, { maxLength: 3 }), (of, inConfig, inInfo) => {
        parsesOrRefuses(mutated(readRecorded(of, "config"), inConfig), mutated(readRecorded(of, "info"), inInfo));
      }),
      { numRuns: 300 },
    );
  });

  it("gives an app or a GradioError for any JSON at all", () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), parsesOrRefuses));
  });

  it("survives schemas too deep for the stack, and definitions that double at each step", () => {
    const deep = JSON.parse(`${'{"type":"array","items":'.repeat(50_000)}{}${"}".repeat(50_000)}`);
    const doubling = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`D${n}`, { prefixItems: [ref(n + 1), ref(n + 1)] }]));
    const components = [
      { id: 1, type: "a", api_info: deep },
      { id: 2, type: "b", api_info: { ...ref(0), $defs: doubling } },
    ];
    const config = { version: "6.31.0", protocol: "sse_v3", components, dependencies: [{ inputs: [1, 2], outputs: [], api_name: "x" }] };
    const types = parseApp(SRC, config, undefined).endpoints[0]?.info.parameters.map((parameter) => parameter.typescriptType) ?? [];
    expect(types.map((type) => type.includes("unknown") && type.length < 100_000)).toEqual([true, true]);
  });
});

function ref(number: number): object {
  return { $ref: `#/$defs/D${number}` };
}

function parsesOrRefuses(config: unknown, info: unknown): void {
  let app: App;
  try {
    app = parseApp(SRC, config, info);
  } catch (error) {
    expect(error).toBeInstanceOf(GradioError);
    return;
  }
  expect(typeof String(app.info)).toBe("string");
  for (const { inputs, info: told } of app.endpoints) {
    expect(told.parameters).toEqual(inputs.filter((input) => input !== null));
    expect(new Set(told.parameters.map((parameter) => parameter.name)).size).toBe(told.parameters.length);
  }
}

/** Values that have surprised readers of JSON: of every type, and objects that shadow what every object has. */
function hostileValue(): fc.Arbitrary<unknown> {
  const shadow = (value: string) =>
    JSON.parse(`{"__proto__":${value},"constructor":${value},"toString":${value},"length":${value},"id":${value}}`);
  return fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(null, "", "__proto__", "constructor", 0, -1, Number.POSITIVE_INFINITY, [], {}, [null], true, false),
    fc.constantFrom("null", "5", "{}", '"x"').map(shadow),
    fc.constantFrom({ $ref: "#" }, { $ref: "#/$defs/__proto__", $defs: {} }, { $ref: "#/$defs/A", $defs: { A: { $ref: "#/$defs/A" } } }),
  );
}

interface Mutation {
  readonly places: readonly number[];
  readonly value: unknown;
  readonly remove: boolean;
}

function mutated(document: unknown, mutations: readonly Mutation[]): unknown {
  return mutations.reduce(mutate, document);
}

/** Walks down by the places and changes what stands at the last one. */
function mutate(document: unknown, { places, value, remove }: Mutation): unknown {
  let parent = document;
  for (const [depth, place] of places.entries()) {
    if (typeof parent !== "object" || parent === null) return document;
    const keys = Object.keys(parent);
    const key = keys[place % keys.length];
    if (key === undefined) return document;
    const child: unknown = Reflect.get(parent, key);
    if (depth === places.length - 1 || typeof child !== "object" || child === null) {
      if (remove && Array.isArray(parent)) parent.splice(place % keys.length, 1);
      else if (remove) Reflect.deleteProperty(parent, key);
      else Reflect.set(parent, key, structuredClone(value));
      return document;
    }
    parent = child;
  }
  return document;
}
