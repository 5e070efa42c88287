import { spawn } from "node:child_process";
import { number, Server } from "@gradio-ts/server";
import { describe, expect, test } from "vitest";

const SERVER = new URL("../../packages/server/src/index.ts", import.meta.url).href;

function joining(session: string, n: number): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ data: [n], fn_index: 0, session_hash: session }),
  };
}

/** The ranks that the call which is answered last was told. */
function estimationsOfLast(stream: string): number[] {
  const [, id] = /.*"msg":"process_starts","event_id":"(\w+)"/s.exec(stream) ?? [];
  return [...stream.matchAll(/"estimation","event_id":"(\w+)","rank":(\d+)/g)]
    .filter((match) => match[1] === id)
    .map((match) => Number(match[2]));
}

describe("one process", () => {
  test("S48, S80, S84, S90: holds 1,000 waiting calls and 200 open streams, tells each how it moves up, and answers it, first come first served", async () => {
    const started: number[] = [];
    let open: () => void = () => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    const app = new Server({ concurrencyLimit: 1 }).api("/x", { inputs: { n: number() }, output: number() }).handle(async ({ n }) => {
      started.push(n);
      await opened;
      return n;
    });
    const { url } = await app.listen({ port: 0 });
    // One runs, the others wait, five of each session.
    const sessions = Array.from({ length: 200 }, (_, index) => `s${index}`);
    const streams: Promise<string>[] = [];
    for (let n = 0; n < 1_001; n++) {
      const session = sessions[n % 200] ?? "";
      expect((await app.fetch(`${url}/gradio_api/queue/join`, joining(session, n))).status).toBe(200);
      if (n < 200) streams.push(fetch(`${url}/gradio_api/queue/data?session_hash=${session}`).then((response) => response.text()));
    }
    expect((await (await fetch(`${url}/gradio_api/queue/status`)).json()).queue_size).toBe(1_000);
    open();
    const heard = await Promise.all(streams);
    const results = heard.flatMap((text) => [...text.matchAll(/"data":\[(\d+)\]/g)].map((match) => Number(match[1])));
    expect(results.sort((one, other) => one - other)).toEqual(Array.from({ length: 1_001 }, (_, n) => n));
    expect(started).toEqual(Array.from({ length: 1_001 }, (_, n) => n));
    // Only what had not been read yet when the next start came may have been replaced.
    const ranks = estimationsOfLast(heard[0] ?? "");
    expect(ranks).toEqual([...new Set(ranks)].sort((one, other) => other - one));
    expect([ranks[0], ranks.at(-1)]).toEqual([999, 0]);
    expect(ranks.length).toBeGreaterThan(500);
    expect(heard.every((text) => text.endsWith('data: {"msg":"close_stream","event_id":null}\n\n'))).toBe(true);
    await app.close();
  }, 120_000);

  test("S204: holds no more memory after 10,000 calls than after 2,000", async () => {
    const { code, output } = await run(`
      const app = new Server({ concurrencyLimit: 2, state: () => ({ n: 0 }) })
        .api("/x", { output: number() })
        .handle(function* (_, { state }) { yield ++state.n; yield ++state.n; });
      const post = (body) => ({ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
      const call = async (session_hash) => {
        const { event_id } = await (await app.fetch("http://app/gradio_api/queue/join", post({ data: [], fn_index: 0, session_hash }))).json();
        const text = await (await app.fetch("http://app/gradio_api/queue/data?session_hash=" + session_hash)).text();
        if (!text.includes(event_id) || !text.includes('"success":true,"title":null')) throw new Error(text);
      };
      const calls = async (count) => {
        for (let n = 0; n < count; n += 20) await Promise.all(Array.from({ length: 20 }, (_, index) => call("s" + index)));
      };
      const heap = async () => {
        for (let n = 0; n < 5; n++) { await new Promise((resolve) => setTimeout(resolve, 20)); gc(); }
        return process.memoryUsage().heapUsed;
      };
      await calls(2_000);
      const before = await heap();
      await calls(8_000);
      console.log((await heap()) - before);`);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^-?\d+\n$/) });
    expect(Number(output)).toBeLessThan(4 * 1024 * 1024);
  }, 120_000);

  test("S111, S204: holds a bounded part of what a thousand open streams leave unread, and answers others", async () => {
    const { code, output } = await run(`
      import { connect } from "node:net";
      import { setTimeout as sleep } from "node:timers/promises";
      let given = 0;
      const app = new Server({ concurrencyLimit: 10 })
        .api("/flood", { output: text() })
        .handle(async function* (_, { log }) {
          for (let n = 0; n < 1_000; n++) {
            given++;
            log("y".repeat(1_000));
            yield String(n).padEnd(100_000, "x");
          }
        })
        .api("/x", { output: number(), queue: false }).handle(() => 1);
      const { port, url } = await app.listen({ port: 0 });
      const headers = { "content-type": "application/json" };
      const join = (session_hash) => app.fetch(url + "/gradio_api/queue/join", { method: "POST", headers, body: JSON.stringify({ data: [], fn_index: 0, session_hash }) });
      const memory = () => { gc(); const { heapUsed, external } = process.memoryUsage(); return heapUsed + external; };
      const before = memory();
      for (let n = 0; n < 1_000; n++) {
        await join("s" + n);
        const socket = connect(port, "127.0.0.1");
        socket.write("GET /gradio_api/queue/data?session_hash=s" + n + " HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n");
        socket.pause();
      }
      // Until nothing more is given, as all wait for their readers.
      for (let last = -1; last !== given; await sleep(300)) last = given;
      const held = memory() - before;
      console.log((await (await fetch(url + "/gradio_api/run/x", { method: "POST", headers, body: '{"data":[]}' })).json()).data[0], held);
      process.exit();`);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^1 -?\d+\n$/) });
    // Ten run at once, each of which gives a hundred megabytes. Sixteen are kept for a client that has not come yet.
    const [, held] = output.split(" ").map(Number);
    expect(held).toBeLessThan(10 * 16 * 1024 * 1024);
  }, 120_000);

  test("S201: ends by itself once its app is closed, streams and heartbeats or not", async () => {
    const { code, output } = await run(`
      const app = new Server({ state: () => 0 }).api("/x", { output: number() }).handle(() => new Promise(() => {}));
      const { url } = await app.listen({ port: 0 });
      const post = { method: "POST", headers: { "content-type": "application/json" }, body: '{"data":[],"fn_index":0,"session_hash":"s"}' };
      await (await fetch(url + "/gradio_api/queue/join", post)).text();
      const stream = fetch(url + "/gradio_api/queue/data?session_hash=s").then((response) => response.text());
      const beats = fetch(url + "/gradio_api/heartbeat/s").then((response) => response.text());
      setTimeout(() => app.close({ drain: 20 }), 100);
      console.log((await stream).includes("The server has stopped."), JSON.stringify(await beats));`);
    expect({ code, output }).toEqual({ code: 0, output: 'true "data: ALIVE\\n\\n"\n' });
  }, 30_000);
});

/** Runs a program in a process of its own, until that ends by itself. */
function run(program: string): Promise<{ readonly code: number | null; readonly output: string }> {
  const text = `import { number, Server, text } from ${JSON.stringify(SERVER)};\n${program}`;
  const child = spawn(process.execPath, ["--expose-gc", "--import", "tsx", "--input-type=module", "-e", text], {
    cwd: new URL("../..", import.meta.url),
    timeout: 110_000,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
}
