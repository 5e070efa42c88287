import { spawn } from "node:child_process";
import { Server, text } from "@gradio-ts/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const CLIENT = new URL("../../packages/client/src/index.ts", import.meta.url).href;

/** What is in use after so many sessions. */
interface Use {
  readonly sessions: number;
  /** Bytes, with all garbage collected. */
  readonly heap: number;
  /** Sockets, timers and the like that are open. */
  readonly open: number;
}

/** A process that uses a session per request, and prints what it has in use before and after. */
const program = (url: string, work: string) => `
  import { Client } from ${JSON.stringify(CLIENT)};
  const client = await Client.connect(${JSON.stringify(url)});
  let sessions = 0;
  const request = async () => {
    const session = client.session();
    ${work}
    await session.close();
    sessions++;
  };
  const serve = (requests) => Promise.all(Array.from({ length: 10 }, async () => {
    for (let n = 0; n < requests / 10; n++) await request();
  }));
  const report = async () => {
    // What closes takes a moment.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    for (let times = 0; times < 3; times++) {
      gc();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const open = process.getActiveResourcesInfo().length;
    console.log(JSON.stringify({ sessions, heap: process.memoryUsage().heapUsed, open }));
  };
  await serve(300);
  await report();
  await serve(1000);
  await report();`;

async function measured(url: string, work: string): Promise<readonly [Use, Use]> {
  const child = spawn(process.execPath, ["--expose-gc", "--import", "tsx", "--input-type=module", "-e", program(url, work)], {
    cwd: new URL("../..", import.meta.url),
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (data: Buffer) => {
    output += data.toString();
  });
  child.stderr.on("data", (data: Buffer) => {
    errors += data.toString();
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`The process ended with ${code}: ${errors}`);
  // Node warns there of listeners that pile up on a signal.
  expect(errors).toBe("");
  const [before, after] = output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Use);
  return [before as Use, after as Use];
}

describe("a thousand sessions, one per request, leave nothing behind", () => {
  // With state, so that each session shows that it is alive.
  const app = new Server({ state: () => ({ words: 0 }) })
    .api("/echo", { inputs: { word: text() }, output: text(), concurrencyLimit: null })
    .handle(({ word }, { state }) => {
      state.words++;
      return `${word} ${state.words}`;
    })
    .api("/spell", { inputs: { word: text() }, output: text(), concurrencyLimit: null })
    .handle(async function* ({ word }, { signal }) {
      for (const letter of word) if (!signal.aborted) yield letter;
    });
  let url = "";
  const warnings: string[] = [];
  const onWarning = ({ message }: Error) => warnings.push(message);
  beforeAll(async () => {
    process.on("warning", onWarning);
    ({ url } = await app.listen({ port: 0 }));
  });
  afterAll(async () => {
    await app.close();
    process.off("warning", onWarning);
  });

  it.concurrent.each([
    [
      "closed after calls of every kind",
      `if ((await session.predict("/echo", ["x"])) !== "x 1") throw new Error("the state is not its own");
      for await (const row of session.map("/echo", [["x"], ["y"]])) if (row.status === "rejected") throw row.error;
      await session.attach(await session.enqueue("/echo", ["x"])).result();`,
    ],
    ["closed while a call runs", 'session.submit("/spell", ["abc"]); await new Promise((resolve) => setTimeout(resolve, 3));'],
  ])(
    "%s",
    async (_, work) => {
      const [before, after] = await measured(url, work);
      expect(after.sessions - before.sessions).toBe(1000);
      // What the engine learns while it runs is half of that; a session that stayed would be kilobytes.
      expect(after.heap - before.heap).toBeLessThan(1_500_000);
      expect(after.open).toBe(before.open);
      expect(warnings).toEqual([]);
    },
    180_000,
  );
});
