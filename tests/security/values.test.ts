import { Client, GradioError } from "@gradio-ts/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONFIG, completed, generating, INFO, json, ScriptedServer } from "../together/scripted-server.js";

/** What every object inherits, as it should be. */
const PRISTINE = [Object.prototype, Array.prototype, Function.prototype].map((prototype) => Reflect.ownKeys(prototype).length);
const NAMES = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then"];

let server: ScriptedServer;
beforeEach(() => {
  server = new ScriptedServer();
});
afterEach(() => {
  expect([Object.prototype, Array.prototype, Function.prototype].map((prototype) => Reflect.ownKeys(prototype).length)).toEqual(PRISTINE);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

const connect = () => Client.connect("http://app.test", { fetch: server.fetch });

/** What comes of a call to a generator that yields these things. */
async function outcome(...messages: readonly (readonly unknown[])[]): Promise<unknown> {
  const client = await connect();
  const job = client.submit("/stream", ["x"]);
  const stream = await server.stream();
  for (const data of messages) stream.send(generating("e1", ...data));
  stream.send(completed("e1", "end"));
  const error = await job.exception();
  const outputs = job.outputs();
  await client.close();
  return error ?? outputs;
}

describe("an edit of an intermediate output", () => {
  it.each<[unknown, unknown]>([
    [{}, ["add", ["__proto__", "polluted"], true]],
    [{}, ["replace", ["__proto__", "polluted"], true]],
    [{}, ["replace", ["constructor", "prototype", "polluted"], true]],
    [{}, ["append", ["constructor", "name"], "x"]],
    [{ a: {} }, ["add", ["a", "__proto__", "polluted"], true]],
    [[], ["add", ["__proto__", "polluted"], true]],
    [[], ["replace", ["length"], 4_000_000_000]],
    [[], ["add", ["length"], 4_000_000_000]],
    [[], ["add", [1_000_000_000], "far"]],
    [[], ["add", [-1], "before"]],
    [[], ["add", [0.5], "between"]],
    [[], ["add", ["1e9"], "far"]],
    [["a"], ["replace", [1], "behind"]],
    [["a"], ["delete", [5], null]],
    [{}, ["replace", [["__proto__"], "polluted"], true]],
    [{}, ["replace", [{ a: 1 }, "polluted"], true]],
    ["text", ["append", [0], "x"]],
    ["text", ["append", [], { not: "text" }]],
    [{}, ["explode", [], true]],
  ])("of %j that says %j ends the job, and changes nothing else", async (value, edit) => {
    expect(await outcome([value], [[edit]])).toMatchObject({ code: "PROTOCOL" });
  });

  it("puts what is called __proto__ where it says, as a key like any other", async () => {
    const outputs = (await outcome([{}], [[["add", ["__proto__"], { polluted: true }]]], [[["replace", [], 1]]])) as unknown[];
    expect(JSON.stringify(outputs[1])).toBe('{"__proto__":{"polluted":true}}');
    expect(Object.getPrototypeOf(outputs[1])).toBe(Object.prototype);
  });
});

describe("JSON", () => {
  it("keys that every object has are keys of an output, and nothing more", async () => {
    const text = `{${NAMES.map((name) => `${JSON.stringify(name)}:{"polluted":{"path":"/x","meta":{"_type":"gradio.FileData"}}}`).join(",")}}`;
    const client = await connect();
    const asked = client.predict("/echo", ["x"]);
    const stream = await server.stream();
    stream.write(
      `data: {"msg":"process_completed","event_id":"e1","success":true,"output":{"__proto__":{"polluted":1},"data":[${text}]}}\n\n`,
    );
    const output = (await asked) as object;
    expect(Object.keys(output)).toEqual(NAMES);
    expect(Object.getPrototypeOf(output)).toBe(Object.prototype);
    await client.close();
  });

  it.each(NAMES)("%s is the name of an endpoint, a parameter and an event like any other", async (name) => {
    const dependency = { ...CONFIG.dependencies[0], api_name: name };
    const described = {
      ...INFO.named_endpoints["/echo"],
      parameters: [{ ...INFO.named_endpoints["/echo"].parameters[0], parameter_name: name }],
    };
    server.on("config", () => new Response(JSON.stringify({ ...CONFIG, dependencies: [dependency] })));
    server.on(
      "gradio_api/info",
      () => new Response(`{"named_endpoints":{${JSON.stringify(`/${name}`)}:${JSON.stringify(described)}},"unnamed_endpoints":{}}`),
    );
    server.on("gradio_api/queue/join", () => json({ event_id: name }));
    const client = await connect();
    const asked = client.predict(`/${name}`, JSON.parse(`{${JSON.stringify(name)}:"given"}`) as Record<string, unknown>);
    (await server.stream()).send(completed(name, "fine"));
    expect(await asked).toBe("fine");
    expect(server.to("gradio_api/queue/join")[0]?.body).toMatchObject({ data: ["given"] });
    expect(() => client.submit("/valueOf", ["x"])).toThrow(GradioError);
    await client.close();
  });

  it.each<[string, string]>([
    ["lists", `${"[".repeat(200_000)}${"]".repeat(200_000)}`],
    ["objects", `${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}`],
  ])("nested deeper than any stack, as %s, ends its own job by an error of ours", async (_, deep) => {
    const client = await connect();
    const asked = client.predict("/echo", ["x"]).catch((error: unknown) => error);
    const sibling = client.predict("/stream", ["x"]);
    await server.until(() => server.to("gradio_api/queue/join").length === 2);
    const stream = await server.stream();
    stream.write(`data: {"msg":"process_completed","event_id":"e1","success":true,"output":{"data":[${deep}]}}\n\n`);
    stream.send(completed("e2", "fine"));
    expect(await asked).toBeInstanceOf(GradioError);
    expect(await sibling).toBe("fine");
    await client.close();
  });

  it("nested deeper than any stack, as a default, is shown as …", async () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const info = JSON.stringify(INFO).replaceAll(
      '"parameter_has_default":false,"parameter_default":null',
      `"parameter_has_default":true,"parameter_default":${deep}`,
    );
    server.on("gradio_api/info", () => new Response(info));
    const client = await connect();
    expect(String(client.viewApi())).toContain("(not required, default …)");
    await client.close();
  });

  it.each<[string, object]>([
    [
      "100,000 functions",
      { dependencies: Array.from({ length: 100_000 }, (_, id) => ({ ...CONFIG.dependencies[0], id, api_name: `e${id}` })) },
    ],
    ["100,000 components", { components: Array.from({ length: 100_000 }, (_, id) => ({ ...CONFIG.components[0], id })) }],
    ["functions of one name", { dependencies: Array.from({ length: 20_000 }, (_, id) => ({ ...CONFIG.dependencies[0], id })) }],
    ["100,000 inputs of one name", { dependencies: [{ ...CONFIG.dependencies[0], inputs: Array(100_000).fill(1) }] }],
  ])("of an app with %s is read in the time that its length takes", { timeout: 60_000 }, async (_, config) => {
    server.on("config", () => json({ ...CONFIG, ...config }));
    const begun = performance.now();
    const client = await connect();
    expect(performance.now() - begun).toBeLessThan(30_000);
    await client.close();
  });
});
