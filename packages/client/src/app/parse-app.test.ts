import { describe, expect, it } from "vitest";
import { RECORDED_OLD_VERSIONS, RECORDED_VERSIONS, readRecorded } from "../../../../tests/fixtures/read-recorded.js";
import { ProtocolError, UnsupportedAppError } from "../errors.js";
import type { App, Endpoint } from "./app.js";
import { parseApp } from "./parse-app.js";

const SRC = "http://localhost:7860/";

const CALLABLE = [
  ..."plain slow aslow gen slowgen one genupd gennull err gerr gerr2 info prog big none genchat gendf genjson genhl two st".split(" "),
  ..."batch noq noqerr noqgerr noqgen noqst ff fout fmulti req evd shareA shareB slow5 slowgen5".split(" "),
];

function recorded(version: string): App {
  return parseApp(SRC, readRecorded(version, "config"), readRecorded(version, "info"));
}

function named(app: App, name: string): Endpoint {
  const endpoint = app.endpoints.find((one) => one.name === name);
  if (endpoint === undefined) throw new Error(`no ${name}`);
  return endpoint;
}

/** A small app of one function, to be varied. */
function small(dependency: object = {}, info?: object, config: object = {}): App {
  const textbox = (id: number, props: object = {}) => ({ id, type: "textbox", props, skip_api: false, api_info: { type: "string" } });
  const base = {
    version: "6.31.0",
    protocol: "sse_v3",
    components: [
      textbox(1, { label: "Your name!", name: "textbox" }),
      textbox(2, { label: "Your name?", value: "Ada" }),
      textbox(3),
      { id: 4, type: "state", props: {}, skip_api: true },
      { id: 5, type: "button", props: { value: "Run" }, skip_api: true },
    ],
    dependencies: [{ id: 7, inputs: [1, 2], outputs: [3], backend_fn: true, api_name: "greet", queue: true, ...dependency }],
    ...config,
  };
  return parseApp(SRC, json(base), info === undefined ? undefined : json(info));
}

function json(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}

function entry(name: string, rest: object = {}): object {
  return { label: name, parameter_name: name, parameter_has_default: false, type: { type: "string" }, component: "Textbox", ...rest };
}

function listing(endpoint: object): object {
  return { named_endpoints: { "/greet": { parameters: [], returns: [entry("out")], ...endpoint } }, unnamed_endpoints: {} };
}

describe.each(RECORDED_OLD_VERSIONS)("the recorded app on Gradio %s (users.md row 53)", (version) => {
  const app = recorded(version);
  const wires: Readonly<Record<string, string>> = {
    "3.0.24": "direct",
    "3.23.0": "ws",
    "3.50.2": "ws",
    "4.8.0": "sse",
    "4.16.0": "sse_v1",
    "4.19.2": "sse_v2",
    "4.29.0": "sse_v3",
  };
  const names = app.endpoints.map((one) => one.name);
  const parameter = version === "4.29.0" ? "x" : "inp";

  it("speaks the generation of its time, at the root", () => {
    expect([app.wire, app.prefix]).toEqual([wires[version], ""]);
    expect(app.heartbeat).toBe(version === "4.29.0");
  });

  it("has its functions by name, at the place they have in the config, and nothing that only cancels", () => {
    expect(names).toEqual(expect.arrayContaining(["/plain", "/two", "/st", "/noq", "/ff"]));
    expect(names).toEqual(CALLABLE.map((name) => `/${name}`).filter((name) => names.includes(name)));
    const dependencies = (readRecorded(version, "config") as { dependencies: { api_name: unknown }[] }).dependencies;
    for (const { name, fnIndex } of app.endpoints) expect(`/${dependencies[fnIndex]?.api_name}`).toBe(name);
    expect(app.info.unnamedEndpoints).toEqual({});
  });

  it("keeps state from the caller, names parameters by their labels, and takes what a component shows for its default", () => {
    const { inputs, outputs } = named(app, "/st");
    expect(inputs.map((input) => input?.name ?? null)).toEqual([parameter, null]);
    expect(outputs.map((output) => output?.label ?? null)).toEqual(["out", null]);
    // Until 4.23 a Textbox shows "" where it is given nothing.
    const initial = version === "4.29.0" ? { required: true } : { required: false, default: "" };
    expect(named(app, "/plain").info.parameters).toMatchObject([{ component: "Textbox", typescriptType: "string", ...initial }]);
  });

  it("types files as later versions do, though it describes them as something else or not at all", () => {
    expect(named(app, "/ff").info.parameters).toMatchObject([{ file: true, typescriptType: "FileLike | null" }]);
    expect(named(app, "/ff").info.returns).toMatchObject([{ file: true, typescriptType: "OutputFile | null" }]);
    expect(named(app, "/fmulti").info.parameters).toMatchObject([{ file: true, typescriptType: "readonly FileLike[]" }]);
    expect(named(app, "/two").info.returns.map(({ typescriptType }) => typescriptType)).toEqual(["string", "number"]);
  });

  it("tells what is queued, gives several outputs, runs as a batch, and what cancels it", () => {
    expect(named(app, "/plain")).toMatchObject({ queued: true, generator: false, batch: false, cancelledBy: null, trigger: 12 });
    expect(named(app, "/noq").queued).toBe(false);
    if (version === "3.0.24") return;
    expect(named(app, "/gen").generator).toBe(true);
    if (names.includes("/batch")) expect(named(app, "/batch").batch).toBe(true);
    const { dependencies } = readRecorded(version, "config") as { dependencies: { cancels: number[] }[] };
    for (const name of ["/aslow", "/slowgen"]) {
      const { fnIndex, cancelledBy } = named(app, name);
      expect(dependencies[cancelledBy ?? -1]?.cancels).toEqual([fnIndex]);
    }
  });
});

describe.each(RECORDED_VERSIONS)("the recorded app on Gradio %s (users.md row 53)", (version) => {
  const app = recorded(version);

  it("has every Python function, by name and by number, and nothing that only cancels", () => {
    expect(app.endpoints.map((one) => one.name)).toEqual(CALLABLE.map((name) => `/${name}`));
    expect(app.endpoints.map((one) => one.fnIndex)).toEqual(CALLABLE.map((_, index) => index));
    expect(Object.keys(app.info.namedEndpoints)).toEqual(CALLABLE.map((name) => `/${name}`));
    expect(app.info.unnamedEndpoints).toEqual({});
    expect(app.info.src).toBe(SRC);
  });

  it("gives state a slot on the wire and keeps it from the caller", () => {
    const endpoint = named(app, "/st");
    expect([endpoint.stateful, named(app, "/plain").stateful]).toEqual([true, false]);
    expect(endpoint.inputs.map((input) => input?.name ?? null)).toEqual(["x", null]);
    expect(endpoint.outputs.map((output) => output?.label ?? null)).toEqual(["out", null]);
    expect(endpoint.info.parameters).toEqual([endpoint.inputs[0]]);
    expect(endpoint.info.returns).toEqual([endpoint.outputs[0]]);
  });

  it("tells which functions wait in the queue and which give several outputs", () => {
    expect(named(app, "/plain")).toMatchObject({ queued: true, generator: false, visibility: "public" });
    expect(named(app, "/gen")).toMatchObject({ queued: true, generator: true });
    expect(named(app, "/noq")).toMatchObject({ queued: false, generator: false });
    expect(named(app, "/noqgen")).toMatchObject({ queued: false, generator: true });
  });

  it("types files, lists of files and plain values", () => {
    const types = (name: string) => {
      const { parameters, returns } = named(app, name).info;
      return [...parameters, ...returns].map((value) => value.typescriptType);
    };
    expect(types("/plain")).toEqual(["string", "string"]);
    expect(types("/two")).toEqual(["string", "string", "number"]);
    expect(types("/ff")).toEqual(["FileLike | null", "OutputFile | null"]);
    expect(types("/fmulti")).toEqual(["readonly FileLike[]", "string"]);
    expect(types("/genjson")).toEqual(["string", "unknown"]);
    expect(named(app, "/genjson").info.returns[0]?.schema).toEqual({});
    expect(named(app, "/ff").info.parameters[0]?.file).toBe(true);
    expect(named(app, "/plain").info.parameters[0]?.file).toBe(false);
  });

  it("reads what concerns the app as a whole", () => {
    expect(`${app.version.major}.${app.version.minor}.${app.version.patch}`).toBe(version);
    expect(app.prefix).toBe(version.startsWith("4") ? "" : "gradio_api/");
    expect(app).toMatchObject({ wire: "sse_v3", heartbeat: true, maxFileSize: null });
    expect(app.config).toEqual(readRecorded(version, "config"));
  });

  it("is the same app by its config alone, save for what only /info knows", () => {
    const alone = parseApp(SRC, readRecorded(version, "config"), undefined);
    const shape = (one: Endpoint) => [one.name, one.fnIndex, one.visibility, one.queued, one.generator, one.info.oauthToken];
    const types = (one: Endpoint) =>
      [...one.inputs, ...one.outputs].map((value) => value && [value.label, value.component, value.typescriptType]);
    expect(alone.endpoints.map(shape)).toEqual(app.endpoints.map(shape));
    expect(alone.endpoints.map(types)).toEqual(app.endpoints.map(types));
    expect(named(alone, "/st").inputs.map((input) => input?.name ?? null)).toEqual(["inp", null]);
  });

  it("is frozen throughout", () => {
    const pending: unknown[] = [app];
    for (const part of pending) {
      expect(Object.isFrozen(part)).toBe(true);
      if (typeof part === "object" && part !== null) pending.push(...Object.values(part));
    }
  });
});

describe("the structure that viewApi() gives", () => {
  it("is what JSON shows of it, and its text is the API's", () => {
    const { info } = small();
    expect(Object.keys(info)).toEqual(["src", "namedEndpoints", "unnamedEndpoints", "http"]);
    expect(JSON.parse(JSON.stringify(info)).namedEndpoints["/greet"].fnIndex).toBe(7);
    expect(String(info)).toContain('predict("/greet", { your_name, your_name_2 }) -> value_3');
  });

  it("knows no endpoint that every object knows", () => {
    const { info } = small();
    expect(["constructor", "__proto__", "toString"].filter((name) => name in info.namedEndpoints)).toEqual([]);
  });

  it.each(["__proto__", "constructor", "toString"])("keeps an endpoint named %s like any other", (name) => {
    const app = small({ api_name: name });
    expect(Object.keys(app.info.namedEndpoints)).toEqual([`/${name}`]);
    expect(app.endpoints[0]?.name).toBe(`/${name}`);
  });

  it("shows of two endpoints with one name the one that is called", () => {
    const dependency = { inputs: [], outputs: [], api_name: "twice" };
    const app = small({}, undefined, { dependencies: [dependency, dependency] });
    expect(app.endpoints.map((one) => one.fnIndex)).toEqual([0, 1]);
    expect(app.info.namedEndpoints["/twice"]?.fnIndex).toBe(0);
  });

  it("lists an endpoint without a name by its number", () => {
    const app = small({ api_name: null });
    expect(app.endpoints[0]).toMatchObject({ name: null, visibility: "public" });
    expect(app.info.namedEndpoints).toEqual({});
    expect(Object.keys(app.info.unnamedEndpoints)).toEqual(["7"]);
  });
});

describe("who may call an endpoint", () => {
  it.each([
    ["public", { api_visibility: "public" }],
    ["undocumented", { api_visibility: "undocumented" }],
    ["private", { api_visibility: "private" }],
    ["public", { show_api: true }],
    ["undocumented", { show_api: false }],
    ["private", { api_name: false, show_api: false }],
    ["private", { api_name: false, show_api: true }],
  ] as const)("is %s by %j", (visibility, dependency) => {
    expect(small(dependency).endpoints[0]?.visibility).toBe(visibility);
  });

  it("keeps private endpoints findable, so that they can be refused by name, and out of the API", () => {
    const app = small({ api_visibility: "private" });
    expect(app.endpoints[0]?.name).toBe("/greet");
    expect(app.info.namedEndpoints).toEqual({});
  });

  it("describes undocumented endpoints by the config, as /info is silent about them", () => {
    const app = small({ api_visibility: "undocumented", api_description: "Says hello." }, { named_endpoints: {}, unnamed_endpoints: {} });
    const endpoint = app.info.namedEndpoints["/greet"];
    expect(endpoint).toMatchObject({ visibility: "undocumented", description: "Says hello." });
    expect(endpoint?.parameters.map((parameter) => parameter.name)).toEqual(["your_name", "your_name_2"]);
    expect(String(app.info)).not.toContain("/greet");
  });

  it.each([
    { backend_fn: false },
    { types: { generator: false, cancel: true } },
  ])("is nobody, for %j: it runs in the page alone", (dependency) => {
    expect(small(dependency).endpoints).toEqual([]);
  });

  it("is nobody, where a component of it is missing, as /info leaves it out too", () => {
    expect(small({ inputs: [99] }).endpoints).toEqual([]);
  });
});

describe("what an endpoint is given", () => {
  it.each<[boolean, object, object]>([
    [true, { inputs: [1, 4] }, {}],
    [false, { inputs: [1, 5], outputs: [3, 4] }, {}],
    [false, {}, { connect_heartbeat: true }],
    [true, {}, { connect_heartbeat: true, components: [{ id: 1, type: "textbox", props: {}, skip_api: false }] }],
    [false, {}, { components: [{ id: 1, type: "textbox", props: {}, skip_api: false }] }],
  ])("depends on the calls before it, %s, with %j in an app with %j", (stateful, dependency, config) => {
    const one = "components" in config ? { inputs: [1], outputs: [1] } : {};
    expect(small({ ...one, ...dependency }, undefined, config).endpoints[0]?.stateful).toBe(stateful);
  });
});

describe("the slots of an endpoint", () => {
  it("are held by state and buttons, though /info does not list them", () => {
    const info = listing({ parameters: [entry("first"), entry("second")] });
    const endpoint = small({ inputs: [4, 1, 5, 2], outputs: [5, 3, 4] }, info).endpoints[0];
    expect(endpoint?.inputs.map((input) => input?.name ?? null)).toEqual([null, "first", null, "second"]);
    expect(endpoint?.outputs.map((output) => output?.label ?? null)).toEqual([null, "out", null]);
    expect(endpoint?.info).toMatchObject({ slots: [null, "first", null, "second"], returns: [{ label: "out" }], returnSlots: [1] });
  });

  it("go by the config, where /info lists another number of them", () => {
    const endpoint = small({}, listing({ parameters: [entry("only")], description: "Greets." })).endpoints[0];
    expect(endpoint?.inputs.map((input) => input?.name)).toEqual(["your_name", "your_name_2"]);
    expect(endpoint?.info).toMatchObject({ description: "Greets.", returns: [{ label: "out" }] });
  });

  it("are skipped by type, where a server does not say what to skip", () => {
    const components = ["state", "column", "textbox"].map((type, id) => ({ id, type, props: {} }));
    const endpoint = small({ inputs: [0, 1, 2], outputs: [] }, undefined, { components }).endpoints[0];
    expect(endpoint?.inputs.map((input) => input?.component ?? null)).toEqual([null, null, "Textbox"]);
  });
});

describe("a parameter", () => {
  const parameter = (said: object) => small({ inputs: [1] }, listing({ parameters: [entry("x", said)] })).endpoints[0]?.info.parameters[0];

  it("is required unless the app has a default for it", () => {
    expect(parameter({})).toMatchObject({ name: "x", required: true, typescriptType: "string" });
    expect(parameter({})).not.toHaveProperty("default");
    expect(parameter({ parameter_has_default: true, parameter_default: 0 })).toMatchObject({ required: false, default: 0 });
  });

  it("may be null, where null is its default", () => {
    const nullish = parameter({ parameter_has_default: true, parameter_default: null });
    expect(nullish).toMatchObject({ required: false, default: null, typescriptType: "string | null", schema: { type: "string" } });
  });

  it("carries Python's type and description, and the server's example", () => {
    const said = { python_type: { type: "float", description: "numeric value between 0 and 1" }, example_input: 0.5 };
    expect(parameter(said)).toMatchObject({ pythonType: "float", description: "numeric value between 0 and 1", example: 0.5 });
    expect(parameter({ python_type: { type: "str", description: null } })).toMatchObject({ description: "", example: undefined });
  });

  it("accepts anything, where the server says so", () => {
    expect(parameter({ type: { type: {}, description: "any valid json" } })).toMatchObject({ schema: {}, typescriptType: "unknown" });
  });

  it("has by the config alone a name made of its label, and its component's value for a default", () => {
    expect(small({ inputs: [1, 2, 3] }).endpoints[0]?.info.parameters).toMatchObject([
      { name: "your_name", label: "Your name!", component: "Textbox", required: true, pythonType: "Any", description: "" },
      { name: "your_name_2", label: "Your name?", component: "Textbox", required: false, default: "Ada" },
      { name: "parameter_3", label: "parameter_3", required: true },
    ]);
  });
});

describe("an endpoint of more parameters than anyone gives", () => {
  it("has a name for each, in time that grows as their number does", () => {
    const begun = performance.now();
    const names = small({ inputs: Array(100_000).fill(3) }).endpoints[0]?.inputs.map((input) => input?.name) ?? [];
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect([names[0], names[1], names.at(-1), new Set(names).size]).toEqual([
      "parameter_3",
      "parameter_3_2",
      "parameter_3_100000",
      100_000,
    ]);
  });

  it("is refused, where describing them would fill the memory", () => {
    expect(() => small({ inputs: Array(400_000).fill(3), outputs: Array(200_000).fill(3) })).toThrow(ProtocolError);
  });
});

describe("an endpoint", () => {
  it("takes a user's token only if /info says so", () => {
    const token = (said: object) => small({}, listing(said)).endpoints[0]?.info.oauthToken;
    expect([token({}), token({ oauth_token: "required" }), token({ oauth_token: "optional" })]).toEqual([null, "required", "optional"]);
  });

  it("has the number it is given, or else its place", () => {
    expect(small().endpoints[0]?.fnIndex).toBe(7);
    expect(small({ id: undefined }).endpoints[0]?.fnIndex).toBe(0);
  });
});

describe("the prefix of the routes", () => {
  it.each([
    [undefined, ""],
    ["", ""],
    ["/", ""],
    ["/gradio_api", "gradio_api/"],
    ["/gradio_api/", "gradio_api/"],
    ["//evil.example", "evil.example/"],
  ])("of %j is %j", (prefix, path) => {
    expect(small({}, undefined, { api_prefix: prefix }).prefix).toBe(path);
  });

  it.each([
    "https://evil.example",
    "\\\\evil.example",
    "a?b",
    5,
    "/..",
    "../other",
    "/a/%2E./b",
    "/./",
    ".%2e/",
  ])("is never %j, which would lead elsewhere", (prefix) => {
    expect(() => small({}, undefined, { api_prefix: prefix })).toThrow(ProtocolError);
  });
});

describe("what cannot be used", () => {
  it.each([
    [undefined],
    [null],
    [[]],
    ["<html>"],
    [5],
    [{}],
    [{ components: [] }],
    [{ detail: "Not found" }],
  ])("is no Gradio app: %j", (config) => {
    expect(() => parseApp(SRC, config, undefined)).toThrow(UnsupportedAppError);
    expect(() => parseApp(SRC, config, undefined)).toThrow(/not a Gradio app/);
  });

  it("is Gradio 2, and the error names the floor", () => {
    const config = { version: "2.9.4", input_components: [], output_components: [], allow_flagging: "manual" };
    expect(() => parseApp(SRC, config, undefined)).toThrow("This app runs Gradio 2.9.4. Gradio 3.0 is the oldest that can be used.");
    expect(() => parseApp(SRC, config, undefined)).toThrow(UnsupportedAppError);
  });

  it.each([
    ["7.0.0", "sse_v9", '"sse_v9"'],
    ["4.0.0", undefined, '"ws"'],
    ["6.0.0", 5, "5"],
    ["2.9.4", undefined, '"ws"'],
  ])("is Gradio %s over %s: the error names both and what is supported", (version, protocol, spoken) => {
    const use = () => small({}, undefined, { version, protocol });
    expect(use).toThrow(UnsupportedAppError);
    expect(use).toThrow(`Gradio ${version} (protocol ${spoken}), which is not supported. Supported are Gradio 3.0 to 6`);
  });

  it("is no server of Gradio 3 that has no queue, unless a function says otherwise", () => {
    const queued = (dependency: object, config: object) =>
      small(dependency, undefined, { version: "3.50.2", protocol: undefined, ...config }).endpoints[0]?.queued;
    expect(queued({ queue: null }, { enable_queue: false })).toBe(false);
    expect(queued({ queue: null }, { enable_queue: true })).toBe(true);
    expect(queued({ queue: true }, { enable_queue: false })).toBe(true);
    expect(queued({ queue: false }, { enable_queue: true })).toBe(false);
  });

  it("is no version to come, as long as it speaks the same protocol", () => {
    expect(small({}, undefined, { version: "7.0.0" }).version).toEqual({ major: 7, minor: 0, patch: 0 });
  });

  it.each([
    { dependencies: {} },
    { dependencies: [5] },
    { dependencies: [{ id: "a", inputs: [], outputs: [] }] },
    { dependencies: [{ inputs: 5, outputs: [] }] },
    { components: {} },
    { components: [null] },
    { components: [{ type: "textbox" }] },
    { version: 5 },
    { version: "latest" },
  ])("is an answer that no Gradio gives: %j", (config) => {
    expect(() => small({}, undefined, config)).toThrow(ProtocolError);
  });

  it.each([
    [null],
    [[]],
    [{}],
    [{ named_endpoints: [] }],
    [{ named_endpoints: { "/greet": 5 } }],
    [{ named_endpoints: { "/greet": { parameters: {}, returns: [] } } }],
    [{ named_endpoints: { "/greet": { parameters: [1, 2], returns: [] } } }],
    [{ named_endpoints: { "/greet": { parameters: [], returns: [{ type: "string" }] } } }],
  ])("is a description that no Gradio gives: %j", (info: unknown) => {
    expect(() => small({}, info as object)).toThrow(ProtocolError);
  });
});
