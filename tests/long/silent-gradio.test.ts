import { join } from "node:path";
import { Client, ConnectionLostError } from "@gradio-ts/client";
import { describe, expect, it, type TestContext } from "vitest";
import { liveTests } from "../live/environment/paths.js";
import { prepareEnvironment } from "../live/environment/prepare-environment.js";
import { type ServerProcess, startServer } from "../live/server-process.js";

const MINUTE = 60_000;

async function start(
  version: string,
  { onTestFinished }: TestContext,
): Promise<{ readonly client: Client; readonly server: ServerProcess }> {
  const server = await startServer({ python: await prepareEnvironment(version), script: join(liveTests, "apps", "stuck.py") });
  onTestFinished(() => server.stop());
  const client = await Client.connect(server.url);
  onTestFinished(() => client.close());
  return { client, server };
}

// All at once: they do nothing but wait.
describe.concurrent("A Gradio that says nothing", () => {
  it("loses no job while its event loop is blocked for 90 s", { timeout: 4 * MINUTE }, async (test) => {
    const { client } = await start("6.31.0", test);
    expect(await client.predict("/block", [90])).toBe("blocked for 90 s");
    expect(await client.predict("/wait", [0])).toBe("waited for 0 s");
  });

  it("is waited for 6 minutes where it is 4.0, which sends no heartbeats", { timeout: 8 * MINUTE }, async (test) => {
    const { client } = await start("4.0.2", test);
    const results = ["/wait", "/direct_wait"].map((endpoint) => client.predict(endpoint, [360]));
    expect(await Promise.all(results)).toEqual(Array(2).fill("waited for 360 s"));
  });

  it("is found out where its process was stopped, after the 10 minutes that a busy one has", { timeout: 13 * MINUTE }, async (test) => {
    const { client, server } = await start("6.31.0", test);
    const job = client.submit("/wait", [10_000]);
    await expect.poll(() => job.status().code, { timeout: MINUTE }).toBe("PROCESSING");
    const stopped = Date.now();
    server.pause();
    await expect(job.result()).rejects.toBeInstanceOf(ConnectionLostError);
    expect(Date.now() - stopped).toBeLessThan(12 * MINUTE);
  });
});
