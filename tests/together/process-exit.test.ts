import { spawn } from "node:child_process";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONFIG, completed, INFO, starts } from "./scripted-server.js";

const CLIENT = new URL("../../packages/client/src/index.ts", import.meta.url).href;

/** Answers over a real network; what it says of an event depends on the input of its call. */
function listen(): Promise<{ readonly server: Server; readonly url: string }> {
  const inputs = new Map<string, { readonly id: string; readonly input: string }>();
  const say = (response: ServerResponse, ...messages: readonly object[]) => {
    for (const message of messages) response.write(`data: ${JSON.stringify(message)}\n\n`);
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const json = (value: unknown) => response.setHeader("content-type", "application/json").end(JSON.stringify(value));
    const events = () => response.setHeader("content-type", "text/event-stream");
    if (pathname === "/config") return json({ ...CONFIG, connect_heartbeat: true });
    if (pathname === "/gradio_api/info") return json(INFO);
    if (pathname === "/gradio_api/cancel") return json({ success: true });
    if (pathname === "/gradio_api/queue/join") {
      const { session_hash: session, data } = JSON.parse(Buffer.concat(chunks).toString()) as { session_hash: string; data: string[] };
      const id = `e${inputs.size + 1}`;
      inputs.set(session, { id, input: data[0] ?? "" });
      return json({ event_id: id });
    }
    if (pathname.startsWith("/gradio_api/heartbeat/")) {
      // Never answered for the sessions of some inputs, never ended for the others.
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (inputs.get(pathname.split("/").at(-1) ?? "")?.input !== "mute heartbeat") events().write("data: ALIVE\n\n");
      return;
    }
    if (pathname !== "/gradio_api/queue/data") return response.writeHead(404).end();
    const { id, input } = inputs.get(searchParams.get("session_hash") ?? "") ?? { id: "", input: "" };
    events();
    say(response, starts(id));
    if (input === "slow") await new Promise((resolve) => setTimeout(resolve, 1500));
    if (input === "cut") return response.destroy();
    say(response, completed(id, input));
    if (input === "poisoned") return;
    say(response, { msg: "close_stream", event_id: null });
    return response.end();
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve({ server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })),
  );
}

describe("a client keeps no process alive", () => {
  let url = "";
  let server: Server;
  beforeAll(async () => {
    ({ server, url } = await listen());
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Runs a program in a process of its own, until that ends by itself. */
  function run(program: string): Promise<{ readonly code: number | null; readonly output: string; readonly lingered: number }> {
    const text = `import { Client } from ${JSON.stringify(CLIENT)};
      const client = await Client.connect(${JSON.stringify(url)});
      ${program}
      console.log("end");`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", text], {
      cwd: new URL("../..", import.meta.url),
      timeout: 20_000,
    });
    let output = "";
    let ended = 0;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data: Buffer) => {
        output += data.toString();
        if (output.includes("end")) ended ||= performance.now();
      });
    }
    return new Promise((resolve) => child.on("close", (code) => resolve({ code, output, lingered: performance.now() - ended })));
  }

  it.concurrent.each<[string, string, string]>([
    ["whose calls have ended, its heartbeat open", 'console.log(await client.predict("/echo", ["x"]));', "x\nend\n"],
    ["whose heartbeat gets no answer", 'console.log(await client.predict("/echo", ["mute heartbeat"]));', "mute heartbeat\nend\n"],
    ["whose stream the server leaves open", 'console.log(await client.predict("/echo", ["poisoned"]));', "poisoned\nend\n"],
    ["that is closed", 'await client.predict("/echo", ["x"]); await client.close();', "end\n"],
    ["whose job failed unseen", 'client.submit("/echo", ["cut"]);', "end\n"],
    ["that did nothing", "", "end\n"],
  ])(
    "%s",
    async (_, program, output) => {
      const ended = await run(program);
      expect(ended).toMatchObject({ code: 0, output });
      expect(ended.lingered).toBeLessThan(5000);
    },
    25_000,
  );

  it.concurrent("but a running job does, until it has ended", async () => {
    const { code, output } = await run('client.submit("/echo", ["slow"], { onResult: (result) => console.log(result) });');
    expect({ code, output }).toEqual({ code: 0, output: "end\nslow\n" });
  }, 25_000);
});
