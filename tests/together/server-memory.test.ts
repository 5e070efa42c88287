import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { Client, type FileLike, handleFile, type OutputFile } from "@gradio-ts/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** What the other process serves. */
type Api = {
  "/same": { args: [f: FileLike]; inputs: { f: FileLike }; output: OutputFile };
  "/peak": { args: []; inputs: Record<never, never>; output: number };
};

describe("S176: a file of 200 megabytes", () => {
  const SIZE = 200 * 1024 * 1024;
  let child: ChildProcess;
  let client: Client<Api>;
  beforeAll(async () => {
    const program = `
      const { Server, file, json } = await import(${JSON.stringify(new URL("../../packages/server/src/index.ts", import.meta.url).href)});
      const server = new Server()
        .api("/same", { inputs: { f: file() }, output: file() }).handle(({ f }) => f)
        .api("/peak", { output: json() }).handle(() => process.resourceUsage().maxRSS * 1024);
      process.on("SIGTERM", () => server.close({ drain: 0 }).then(() => process.exit()));
      console.log((await server.listen({ port: 0 })).url);
    `;
    child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const url = await new Promise<string>((resolve) => child.stdout?.once("data", (line) => resolve(String(line).trim())));
    client = await Client.connect<Api>(url);
  }, 30_000);
  afterAll(async () => {
    await client?.close();
    // Its files go with it.
    const gone = new Promise((resolve) => child?.once("exit", resolve));
    child?.kill();
    await gone;
  });

  it("goes up and comes down while the server's memory stays flat", async () => {
    const chunk = new Uint8Array(1024 * 1024).map((_, index) => index % 251);
    const content = () => {
      let left = SIZE / chunk.length;
      return new ReadableStream<Uint8Array>({ pull: (controller) => (left-- > 0 ? controller.enqueue(chunk) : controller.close()) });
    };
    const expected = createHash("sha256");
    for (let i = 0; i < SIZE / chunk.length; i++) expected.update(chunk);
    await client.predict("/same", [new Blob(["warm"])]);
    const before = await client.predict("/peak");
    const given = await client.predict("/same", [handleFile(content(), { name: "big.bin" })]);
    expect(given.size).toBe(SIZE);
    const digest = createHash("sha256");
    for await (const bytes of await given.stream()) digest.update(bytes);
    expect(digest.digest("hex")).toBe(expected.digest("hex"));
    const after = await client.predict("/peak");
    expect(after - before).toBeLessThan(100 * 1024 * 1024);
  }, 60_000);
});
