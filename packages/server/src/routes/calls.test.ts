import { describe, expect, test } from "vitest";
import { z } from "zod";
import { choice } from "../fields/choice.js";
import { json } from "../fields/json.js";
import { number } from "../fields/number.js";
import { text } from "../fields/text.js";
import { Server } from "../server.js";
import { kinds, result, sleep, TestClient } from "../testing/test-client.js";

const never = () => new Promise<never>(() => {});

describe("a join", () => {
  test("S40: is answered before the handler runs", async () => {
    let ran = false;
    const server = new Server().api("/x", {}).handle(() => {
      ran = true;
    });
    const id = await new TestClient(server).join(0, []);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(ran).toBe(false);
  });

  test("S27, S71: of an unknown or a private function is a 404, by number and by name", async () => {
    const server = new Server().api("/secret", { visibility: "private" }).handle(() => {});
    const client = new TestClient(server);
    for (const [path, body] of [
      ["/queue/join", { data: [], fn_index: 0, session_hash: "s" }],
      ["/queue/join", { data: [], fn_index: 9, session_hash: "s" }],
      ["/run/secret", { data: [] }],
      ["/run/x", { data: [], fn_index: 0 }],
      ["/call/secret", { data: [] }],
      ["/call/v2/secret", {}],
    ] as const) {
      const answer = await client.post(path, body);
      expect([path, answer.status, typeof (await answer.json()).detail]).toEqual([path, 404, "string"]);
    }
  });

  test("S26: of an undocumented function works", async () => {
    const server = new Server().api("/quiet", { visibility: "undocumented", output: text() }).handle(() => "q");
    expect(result(await new TestClient(server).call(0, []))).toEqual(["q"]);
  });

  test("S66: takes a number written as text, and ignores what it does not know", async () => {
    const client = new TestClient(new Server().api("/x", { output: number() }).handle(() => 1));
    const answer = await client.post("/queue/join", { data: [], fn_index: "0", session_hash: "s", batched: 3, trigger_id: null, zzz: {} });
    expect(answer.status).toBe(200);
  });

  test("S66: names every member that does not fit", async () => {
    const answer = await new TestClient(new Server()).post("/queue/join", { data: {}, fn_index: "x", session_hash: 5 });
    expect(answer.status).toBe(422);
    expect((await answer.json()).detail.map(({ type, loc }: { type: string; loc: unknown }) => [type, loc])).toEqual([
      ["list_type", ["body", "data"]],
      ["int_parsing", ["body", "fn_index"]],
      ["string_type", ["body", "session_hash"]],
    ]);
  });

  test("S66: of broken JSON is a 422", async () => {
    const answer = await new TestClient(new Server()).post("/queue/join", null, { body: "{" });
    expect([answer.status, (await answer.json()).detail[0].type]).toEqual([422, "json_invalid"]);
  });

  test("S67, S90: is turned away when too many wait, unchecked; running ones do not count", async () => {
    const checked: string[] = [];
    const inputs = { name: z.string().refine((name) => checked.push(name)) };
    const client = new TestClient(new Server({ maxQueueSize: 1 }).api("/x", { inputs }).handle(never));
    await client.join(0, ["runs"]);
    await client.join(0, ["waits"]);
    const answer = await client.post("/queue/join", { data: ["refused"], fn_index: 0, session_hash: "s" });
    expect([answer.status, await answer.json()]).toEqual([503, { detail: "Queue is full. Max size is 1 and size is 1." }]);
    // Before its values are looked at.
    expect(checked).toEqual(["runs", "waits"]);
  });

  test("S68: is refused by a schema with a verdict for each parameter, and leaves no event", async () => {
    const server = new Server().api("/x", { inputs: { a: text(), age: z.number().min(18), b: z.string() } }).handle(() => {});
    const client = new TestClient(server);
    const answer = await client.post("/queue/join", { data: ["", 3, "ok"], fn_index: 0, session_hash: "s" });
    expect(answer.status).toBe(422);
    expect((await answer.json()).detail).toEqual([
      { __type__: "validate", is_valid: true, message: "", parameter_name: "a" },
      { __type__: "validate", is_valid: false, message: expect.stringContaining("18"), parameter_name: "age" },
      { __type__: "validate", is_valid: true, message: "", parameter_name: "b" },
    ]);
    expect(kinds(await client.messages())).toEqual(["unexpected_error"]);
    expect((await client.post("/run/x", { data: ["", 3, "ok"] })).status).toBe(422);
  });

  test("runs a schema once: what it made is what the handler gets", async () => {
    let validations = 0;
    const schema = z.string().transform((value) => {
      validations++;
      return value.length;
    });
    const server = new Server().api("/x", { inputs: { a: schema }, output: number() }).handle(({ a }) => a);
    validations = 0;
    expect(result(await new TestClient(server).call(0, ["four"]))).toEqual([4]);
    expect(validations).toBe(1);
  });

  test("S69: of a schema that throws is a 400 with its message", async () => {
    const schema = z.unknown().transform(() => {
      throw new Error("no database");
    });
    const server = new Server().api("/x", { inputs: { a: schema } }).handle(() => {});
    const answer = await new TestClient(server).post("/queue/join", { data: [1], fn_index: 0, session_hash: "s" });
    expect([answer.status, await answer.json()]).toEqual([400, { detail: "no database" }]);
  });

  test("S55: whose value does not fit fails the event, naming the parameter", async () => {
    const server = new Server().api("/x", { inputs: { steps: number({ max: 5 }) }, output: number() }).handle(({ steps }) => steps);
    const messages = await new TestClient(server).call(0, [6]);
    expect(messages.at(-2)).toMatchObject({ success: false, output: { error: "steps: must be at most 5." } });
  });
});

describe("what a handler gives", () => {
  test("S122: that is no JSON fails the call without a word to the caller, and is logged", async () => {
    const logged: unknown[] = [];
    const logger = { debug() {}, info() {}, warn() {}, error: (...line: unknown[]) => logged.push(line) };
    const server = new Server({ logger })
      .api("/bigint", { output: json() })
      .handle(() => 1n)
      .api("/missing", { output: [number(), number()] })
      .handle((() => [1]) as never);
    const client = new TestClient(server);
    for (const fn of [0, 1]) expect((await client.call(fn, [])).at(-2)).toMatchObject({ success: false, output: { error: null } });
    expect(logged).toHaveLength(2);
    const direct = await client.post("/run/bigint", { data: [] });
    expect([direct.status, await direct.json()]).toEqual([500, { error: null }]);
  });

  test("of undefined is null, where anything goes", async () => {
    const server = new Server().api("/x", { output: json() }).handle(() => undefined);
    expect(result(await new TestClient(server).call(0, []))).toEqual([null]);
  });

  test.each([
    ["number", number(), Number.NaN],
    ["number", number({ integer: true }), 1.5],
    ["textbox", text(), 5],
    ["textbox", text(), undefined],
    ["dropdown", choice(["a"]), "b"],
  ])("that is not the %s its endpoint declares fails the call: clients believe the type", async (component, output, given) => {
    const server = new Server({ showErrors: true }).api("/x", { output }).handle(() => given as never);
    const error = (await new TestClient(server).call(0, [])).at(-2) as unknown as { output: { error: string } };
    expect(error.output.error).toContain(`something else than the ${component} it declares`);
  });

  test("may be large: fifty megabytes come whole", async () => {
    const large = Array.from({ length: 500 }, () => "x".repeat(100_000));
    const server = new Server().api("/x", { output: json() }).handle(() => large);
    expect(result(await new TestClient(server).call(0, []))).toEqual([large]);
  });
});

describe("errors", () => {
  test("S121: are shown where the app says so", async () => {
    const server = new Server({ showErrors: true }).api("/x", {}).handle(() => {
      throw new Error("secret");
    });
    const client = new TestClient(server);
    expect((await client.call(0, [])).at(-2)).toMatchObject({ output: { error: "secret", visible: true }, title: "Error" });
    expect(await (await client.post("/run/x", { data: [] })).json()).toEqual({ error: "secret", visible: true });
  });

  test("S124: of one event touch no other", async () => {
    const server = new Server({ concurrencyLimit: null })
      .api("/x", { inputs: { bad: json<boolean>() }, output: number() })
      .handle(async ({ bad }) => {
        await sleep(5);
        if (bad) throw new Error();
        return 1;
      });
    const client = new TestClient(server);
    await client.join(0, [true]);
    await client.join(0, [false]);
    const completed = (await client.messages()).filter(({ msg }) => msg === "process_completed");
    expect(completed).toMatchObject([{ success: false }, { success: true }]);
  });
});

describe("curl", () => {
  test("S145: missing and unknown parameters are a 422 naming them", async () => {
    const server = new Server()
      .api("/add", { inputs: { a: number(), b: number({ default: 1 }) }, output: number() })
      .handle(({ a, b }) => a + b);
    const answer = await new TestClient(server).post("/call/v2/add", { b: 2, zzz: 1 });
    expect(answer.status).toBe(422);
    expect((await answer.json()).detail.map(({ loc }: { loc: unknown }) => loc)).toEqual([
      ["body", "a"],
      ["body", "zzz"],
    ]);
  });

  test("S66, S145: a refusal repeats what is short, and neither a long body nor thousands of names", async () => {
    const server = new Server().api("/add", { inputs: { a: number(), b: number() }, output: number() }).handle(({ a, b }) => a + b);
    const client = new TestClient(server);
    const detail = async (body: object) => (await (await client.post("/call/v2/add", body)).json()).detail;
    expect(await detail({ a: 1, c: "short" })).toEqual([
      { type: "missing", loc: ["body", "b"], msg: "Field required", input: { a: 1, c: "short" } },
      { type: "extra_forbidden", loc: ["body", "c"], msg: "Extra inputs are not permitted", input: "short" },
    ]);
    const long = "x".repeat(1_000_000);
    for (const c of [long, [[long]], { [long]: 1 }, Array.from({ length: 20_000 }, () => 1)]) {
      expect((await detail({ c })).map(({ input }: { input: unknown }) => input)).toEqual([null, null, null]);
    }
    expect(await detail(Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`n${n}`, 1])))).toHaveLength(100);
  });

  test("S126, S146: a call without session leaves no state to others", async () => {
    const server = new Server({ state: () => 0 }).api("/count", { output: number() }).handle((_, context) => ++context.state);
    const client = new TestClient(server);
    for (let i = 0; i < 2; i++) {
      const { event_id } = await (await client.post("/call/count", { data: [] })).json();
      expect(await (await client.get(`/call/count/${event_id}`)).text()).toBe("event: complete\ndata: [1]\n\n");
    }
  });
});
