import { AppError, number, Server, text } from "@gradio-ts/server";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterEach, describe, expect, test } from "vitest";

/** What a handler of the app below is doing. */
const seen = { started: 0, aborted: 0 };

function toolbox() {
  return new Server({ title: "toolbox", mcp: true, authenticate: (request) => request.headers.get("x-key"), concurrencyLimit: null })
    .api("/add", {
      inputs: { a: number({ description: "the first" }), b: number({ default: 1 }) },
      output: number(),
      description: "A sum.",
    })
    .handle(({ a, b }) => a + b)
    .api("/who-am-i", { output: text() })
    .handle((_, { username }) => String(username))
    .api("/steps", { inputs: { n: number() }, output: text() })
    .handle(async function* ({ n }, { progress }) {
      for (let i = 1; i <= n; i++) {
        progress({ index: i, length: n, desc: "counting" });
        yield `${i}`;
        await new Promise((resolve) => setTimeout(resolve, 110));
      }
    })
    .api("/fail", { output: text() })
    .handle(() => {
      throw new AppError("not today");
    })
    .api("/hidden", { output: text() })
    .handle(() => {
      throw new Error("password123");
    })
    .api("/forever", { output: text() })
    .handle((_, { signal }) => {
      seen.started++;
      return new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          seen.aborted++;
          resolve("");
        });
      });
    })
    .api("/private", { output: text(), visibility: "private" })
    .handle(() => "");
}

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function connected(versionNegotiation: "auto" | "legacy") {
  const app = toolbox();
  const { url } = await app.listen({ port: 0 });
  open.push({ close: () => app.close({ drain: 0 }) });
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: versionNegotiation } });
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/gradio_api/mcp/`), { requestInit: { headers: { "x-key": "ann" } } });
  await client.connect(transport);
  open.push(client);
  return { client, url };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe.each(["auto", "legacy"] as const)("the official MCP client over a socket, protocol chosen: %s", (mode) => {
  test("S180, S181: finds the tools", async () => {
    const { client } = await connected(mode);
    expect(client.getServerVersion()).toMatchObject({ name: "toolbox" });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["add", "who_am_i", "steps", "fail", "hidden", "forever"]);
    expect(tools[0]).toMatchObject({
      description: "A sum.",
      inputSchema: {
        type: "object",
        properties: { a: { type: "number", description: "the first" }, b: { type: "number", description: "", default: 1 } },
        required: ["a"],
      },
    });
    // The newest revision of the protocol has no ping any more.
    if (mode === "legacy") await client.ping();
  });

  test("S182, S183: calls them, with defaults, as the user who asks", async () => {
    const { client } = await connected(mode);
    expect(await client.callTool({ name: "add", arguments: { a: 2 } })).toMatchObject({
      content: [{ type: "text", text: "3" }],
      isError: false,
    });
    expect(await client.callTool({ name: "who_am_i" })).toMatchObject({ content: [{ type: "text", text: "ann" }] });
  });

  test("S182: is told why a call failed, but nothing that stays hidden", async () => {
    const { client } = await connected(mode);
    expect(await client.callTool({ name: "fail" })).toMatchObject({ content: [{ type: "text", text: "not today" }], isError: true });
    const hidden = await client.callTool({ name: "hidden" });
    expect(hidden.isError).toBe(true);
    expect(JSON.stringify(hidden)).not.toContain("password123");
    expect(await client.callTool({ name: "add", arguments: { a: "x" } })).toMatchObject({ isError: true });
    expect(await client.callTool({ name: "private" })).toMatchObject({ isError: true });
  });

  test("S184: hears of progress, and gets a generator's last value", async () => {
    const { client } = await connected(mode);
    const heard: (string | undefined)[] = [];
    const result = await client.callTool({ name: "steps", arguments: { n: 3 } }, { onprogress: ({ message }) => heard.push(message) });
    expect(result).toMatchObject({ content: [{ type: "text", text: "3" }] });
    expect(heard[0]).toBe("In queue. Position 0 out of 1.");
    expect(heard).toContain("Progress counting: Step 3 of 3");
  });

  test("S182: a call whose client goes away is given up: its signal aborts", async () => {
    const { client } = await connected(mode);
    const { started, aborted } = seen;
    const call = client.callTool({ name: "forever" }).catch((error: unknown) => error);
    await until(() => seen.started > started);
    await client.close();
    await until(() => seen.aborted > aborted);
    expect(await call).toBeInstanceOf(Error);
  });
});

describe("who may use the tools", () => {
  const ping = (url: string, headers: Record<string, string>) =>
    fetch(`${url}/gradio_api/mcp/`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" }),
    });

  test("S130: nobody who is not let in", async () => {
    const { url } = await connected("auto");
    expect((await ping(url, {})).status).toBe(401);
    expect((await ping(url, { "x-key": "ann" })).status).toBe(200);
  });

  test("S152: no page of the web, where the app is local: its browser would ask in its user's name", async () => {
    const { url } = await connected("auto");
    expect((await ping(url, { "x-key": "ann", origin: "https://evil.example" })).status).toBe(403);
    expect((await ping(url, { "x-key": "ann", origin: "http://localhost:3000" })).status).toBe(200);
  });
});
