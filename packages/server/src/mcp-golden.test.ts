import { AppError } from "@gradio-ts/client";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { file } from "./fields/file.js";
import { files } from "./fields/files.js";
import { image } from "./fields/image.js";
import { json } from "./fields/json.js";
import { number } from "./fields/number.js";
import { text } from "./fields/text.js";
import { Server } from "./server.js";
import { goldenFile } from "./testing/golden-file.js";
import type { GoldenStep } from "./testing/golden-replay.js";
import { sleep, TestClient, TestStream } from "./testing/test-client.js";

/** The app of mcp.json, written for this server. */
function goldenTools() {
  return new Server({ title: "golden", mcp: true, state: () => 0 })
    .api("/add", { inputs: { a: number(), b: number({ default: 1 }) }, output: number() })
    .handle(({ a, b }) => a + b)
    .api("/grow", { inputs: { n: number() }, output: text() })
    .handle(async function* ({ n }) {
      let said = "";
      for (let i = 0; i < n; i++) {
        said += `w${i} `;
        yield said;
        await sleep(1);
      }
    })
    .api("/counter", { inputs: { by: number() }, output: number() })
    .handle(({ by }, context) => (context.state += by))
    .api("/validated", { inputs: { age: z.number().refine((age) => age >= 18, "must be 18 or more") }, output: text() })
    .handle(({ age }) => `at ${age}`)
    .api("/pair", { inputs: { n: number() }, output: [text(), json()] })
    .handle(function* ({ n }) {
      for (let i = 0; i < n; i++) yield [`l${i}`, { i }] as const;
    })
    .api("/err", { inputs: { kind: text() }, output: text() })
    .handle(({ kind }) => {
      throw kind === "app" ? new AppError("app message") : new Error("secret");
    })
    .api("/echo", { inputs: { f: file() }, output: text() })
    .handle(async ({ f }) => `${f.name}: ${await f.text()}`)
    .api("/html", { output: file() })
    .handle(() => new File(["<b>hi</b>"], "x.html"))
    .api("/image", { output: [image(), text()] })
    .handle(() => [new File([PIXEL], "dot.png"), "a dot"])
    .api("/all", { inputs: { some: files() }, output: json() })
    .handle(({ some }) => some.map(({ name }) => name))
    .api("/prog", { inputs: { n: number() }, output: text() })
    .handle(async ({ n }, { progress }) => {
      for (let i = 0; i < n; i++) {
        progress({ index: i, length: n, desc: `step ${i}` });
        await sleep(110);
      }
      return "done";
    });
}

const PIXEL = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);

const golden = goldenTools();
afterAll(() => golden.close());

async function ask({ request }: GoldenStep) {
  const answer = await new TestClient(golden).request(request?.path ?? "", {
    method: request?.method ?? "GET",
    headers: { ...request?.headers, ...(request?.json === undefined ? {} : { "content-type": "application/json" }) },
    ...(request?.method === "POST" ? { body: request.body ?? JSON.stringify(request.json) } : {}),
  });
  const type = answer.headers.get("content-type");
  if (!type?.startsWith("text/event-stream")) return { status: answer.status, type, body: await answer.text() };
  const stream = new TestStream(answer);
  const body: Message[] = [];
  for (let block = await stream.block(); block !== undefined; block = await stream.block()) {
    const data = block.split("\n").find((line) => line.startsWith("data:"));
    if (data !== undefined) body.push(JSON.parse(data.slice(5)));
  }
  return { status: answer.status, type, body };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly progressToken: string; readonly progress: number; readonly message?: string };
  readonly result?: { readonly tools?: { readonly name: string }[]; readonly content?: unknown; readonly isError?: boolean };
}

const STEPS = goldenFile("mcp");
const noted = (text: string) => STEPS.find(({ note }) => note === text) as GoldenStep;
const posted = (method: string, path = "/gradio_api/mcp/") =>
  STEPS.find(({ request }) => request?.path === path && (request.json as { method?: string } | undefined)?.method === method) as GoldenStep;
const tool = (name: string, args: string) =>
  STEPS.find(
    ({ request }) =>
      JSON.stringify((request?.json as { params?: unknown } | undefined)?.params) === `{"name":"${name}","arguments":${args}}`,
  ) as GoldenStep;

describe("MCP beside what a real Gradio 6.31 was recorded answering", () => {
  test.each([
    ["S180: a ping", posted("ping")],
    ["S180: a ping at /mcp/http/", posted("ping", "/gradio_api/mcp/http/")],
    ["S180: no prompts", posted("prompts/list")],
    ["S180: no resources", posted("resources/list")],
    ["S181: tools that ?tools= selects", noted("?tools= selects")],
    ["S182: a call", tool("add", '{"a":2,"b":3}')],
    ["S182: a call that leaves out what has a default", noted("default")],
    ["S182: an unknown tool", noted("unknown tool")],
    ["S182: an error of the app", tool("err", '{"kind":"app"}')],
    ["S182: what a validator refuses", noted("validator refuses")],
  ])("%s", async (_, step) => {
    expect(await ask(step)).toMatchObject({ status: 200, body: step.response?.body });
  });

  test("S180: initialize, with the title as the server's name", async () => {
    const step = posted("initialize");
    const [recorded] = step.response?.body as { result: { capabilities: { experimental?: object }; serverInfo: object } }[];
    const { experimental: _, ...capabilities } = recorded?.result.capabilities ?? {};
    expect((await ask(step)).body).toEqual([
      { jsonrpc: "2.0", id: 1, result: { ...recorded?.result, capabilities, serverInfo: { name: "golden", version: "6.31.0" } } },
    ]);
  });

  test("S180: notifications are taken without an answer", async () => {
    expect(await ask(posted("notifications/initialized"))).toMatchObject({ status: 202, body: "" });
  });

  test("S181: the same tools with the same schemas", async () => {
    const step = posted("tools/list");
    const recorded = (step.response?.body as Message[])[0]?.result?.tools?.filter(({ name }) => name !== "echo");
    const own = ((await ask(step)).body as Message[])[0]?.result?.tools;
    expect(own?.slice(0, 4)).toEqual(recorded);
    expect(own?.find(({ name }) => name === "echo")).toMatchObject({
      inputSchema: {
        properties: { f: { type: "string", format: "Gradio File Input - a http or https url to a file", description: "" } },
        required: ["f"],
      },
    });
  });

  test("S185: /mcp/schema tells the same, for pages", async () => {
    const step = STEPS.find(({ request }) => request?.path.endsWith("schema")) as GoldenStep;
    const { status, body } = await ask({ request: { method: "GET", path: "/gradio_api/mcp/schema?tools=add" } });
    expect([status, JSON.parse(body as string)]).toEqual([200, (step.response?.body as unknown[]).slice(0, 1)]);
  });

  test("S183: a file is told by its address", async () => {
    const recorded = (tool("html", "{}").response?.body as Message[])[0]?.result;
    expect(JSON.stringify(recorded)).toContain("{root}/gradio_api/file={tmp}/<sha256>/x.html");
    const own = ((await ask(tool("html", "{}"))).body as Message[])[0]?.result;
    expect(own).toEqual({
      content: [{ type: "text", text: expect.stringMatching(/^http:\/\/app\/gradio_api\/file=.*\/x\.html$/) }],
      isError: false,
    });
  });

  test("S184: progress: place in the queue, start, each step, the end", async () => {
    const step = noted("with a progress token");
    const told = (messages: Message[]) => messages.filter(({ method }) => method === "notifications/progress").map(({ params }) => params);
    const own = (await ask(step)).body as Message[];
    expect(told(own).map((params) => [params?.progressToken, params?.progress, params?.message])).toEqual([
      ["p1", 0, "In queue. Position 0 out of 1."],
      ["p1", 1, "Processing"],
      ["p1", 2, "Progress step 0: Step 0 of 2"],
      ["p1", 3, "Progress step 1: Step 1 of 2"],
      ["p1", 4, undefined],
    ]);
    const recorded = told(step.response?.body as Message[]).map((params) => params?.message?.replace(/ Estimated.*/, ""));
    expect(recorded).toEqual(expect.arrayContaining(told(own).map((params) => params?.message)));
    expect(own.at(-1)).toEqual((step.response?.body as Message[]).at(-1));
  });

  test("S184: a generator with a progress token gives its last value", async () => {
    const step = noted("generator with a progress token");
    expect(((await ask(step)).body as Message[]).at(-1)).toEqual((step.response?.body as Message[]).at(-1));
  });

  test("S185: a browser gets a page with the address and configurations", async () => {
    const { status, type, body } = await ask(noted("a browser"));
    expect([status, type]).toEqual([200, "text/html; charset=utf-8"]);
    expect(body).toContain("http://app/gradio_api/mcp/");
  });

  test("S185: DELETE is not allowed", async () => {
    expect((await ask({ request: { method: "DELETE", path: "/gradio_api/mcp/" } })).status).toBe(405);
  });

  test("S186: broken JSON", async () => {
    const { status, body } = await ask(STEPS.find(({ request }) => request?.body === "junk") as GoldenStep);
    expect([status, JSON.parse(body as string)]).toMatchObject([400, { error: { code: -32700 } }]);
  });
});

describe("MCP where this server does better", () => {
  const call = async (name: string, args: object) => {
    const json = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args } };
    return ((await ask({ request: { method: "POST", path: "/gradio_api/mcp/", json } })).body as Message[]).at(-1)?.result;
  };
  const text = async (step: GoldenStep) => ((await ask(step)).body as Message[]).at(-1)?.result;

  test("S180: /mcp without the slash answers, instead of sending elsewhere", async () => {
    expect(await ask(posted("ping", "/gradio_api/mcp"))).toMatchObject({ status: 200, body: [{ id: 1, result: {} }] });
  });

  test.each([
    ["any type", "no accept header", "text/event-stream"],
    ["JSON only", "json only", "application/json"],
  ])("S180: a client that takes %s is answered in it, instead of 406", async (_, note, type) => {
    const answer = await ask(noted(note));
    expect([answer.status, answer.type]).toEqual([200, type]);
    expect(typeof answer.body === "string" ? JSON.parse(answer.body) : answer.body[0]).toEqual({ jsonrpc: "2.0", id: 1, result: {} });
  });

  test("S182: missing, unknown and wrong arguments are named in our words", async () => {
    expect(await text(noted("missing argument"))).toEqual({ content: [{ type: "text", text: '"a" is missing.' }], isError: true });
    expect(await text(noted("unknown argument"))).toEqual({
      content: [{ type: "text", text: 'add has no parameter "zzz".' }],
      isError: true,
    });
    expect(await text(noted("wrong type: checked against inputSchema"))).toEqual({
      content: [{ type: "text", text: "a: a number is required." }],
      isError: true,
    });
  });

  test("S182, S122: what an exception says stays hidden", async () => {
    const result = await text(noted("show_error off"));
    expect(result?.isError).toBe(true);
    expect(JSON.stringify(result)).not.toContain("secret");
  });

  test("S183: each output is an item of its own, as JSON; Python packs reprs into one", async () => {
    expect(await text(tool("pair", '{"n":2}'))).toEqual({
      content: [
        { type: "text", text: "l1" },
        { type: "text", text: '{"i":1}' },
      ],
      isError: false,
    });
  });

  test("S183: an image is given to models that see, with its address", async () => {
    expect((await call("image", {}))?.content).toEqual([
      { type: "image", data: Buffer.from(PIXEL).toString("base64"), mimeType: "image/png" },
      { type: "text", text: expect.stringMatching(/^Image URL: http:\/\/app\/gradio_api\/file=.*dot\.png$/) },
      { type: "text", text: "a dot" },
    ]);
  });

  test("S181: what a tool gave goes into another by its address; addresses inside are not fetched", async () => {
    const [given] = ((await call("html", {}))?.content ?? []) as { text: string }[];
    expect(await call("echo", { f: given?.text })).toMatchObject({ content: [{ text: "x.html: <b>hi</b>" }] });
    expect(await call("all", { some: [given?.text, given?.text] })).toMatchObject({ content: [{ text: '["x.html","x.html"]' }] });
    expect(await call("echo", { f: "http://127.0.0.1:1/secret" })).toMatchObject({ isError: true });
    expect(await call("echo", { f: "http://app/gradio_api/file=/etc/passwd" })).toMatchObject({ isError: true });
  });

  test("S183: a function with state works; Python's fails", async () => {
    expect(await text(tool("counter", '{"by":2}'))).toEqual({ content: [{ type: "text", text: "2" }], isError: false });
  });

  test("S186: an unknown method has the code for that", async () => {
    expect((await ask(posted("nosuch/method"))).body).toMatchObject([{ error: { code: -32601 } }]);
  });
});
