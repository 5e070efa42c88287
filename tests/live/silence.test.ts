import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConnectionLostError } from "@gradio-ts/client";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { connect } from "./calls/connect.js";
import { untilStarted } from "./calls/until-status.js";
import { liveTests } from "./environment/paths.js";
import { liveServers, since } from "./live-servers.js";
import { type ServerProcess, startServer } from "./server-process.js";

/** So that seconds are long: tests/long has the defaults. */
const SHORT = { silenceTimeout: 1000, requestTimeout: 700 };

describe.each(liveServers())("Silence of Gradio $version", ({ version, python }) => {
  const known = since(version, "6.0");
  let server: ServerProcess;
  beforeAll(async () => {
    if (known) server = await startServer({ python, script: join(liveTests, "apps", "stuck.py") });
  });
  afterAll(() => server?.stop());
  afterEach(() => void vi.restoreAllMocks());

  it.runIf(known)("costs no job while the event loop is blocked, before the stream is open and afterwards", async () => {
    const client = await connect(server.url, SHORT);
    expect(await client.predict("/block", [2])).toBe("blocked for 2 s");
    // Now the server knows the session: the stream is open when the call comes. It is being asked when one of these ends, not so with the other.
    for (const seconds of [1.4, 2.1]) {
      await client.predict("/wait", [0]);
      expect(await client.predict("/block", [seconds])).toBe(`blocked for ${seconds} s`);
    }
  });

  it.runIf(known)("costs the jobs of a server that was stopped, once it has been silent for longer than any busy one", async () => {
    const client = await connect(server.url, SHORT);
    const job = client.submit("/wait", [1000]);
    await untilStarted(job);
    server.pause();
    await sleep(4000);
    expect(job.done()).toBe(false);
    const now = performance.now.bind(performance);
    vi.spyOn(performance, "now").mockImplementation(() => now() + 10 * 60_000);
    await expect(job.result()).rejects.toBeInstanceOf(ConnectionLostError);
  });
});
