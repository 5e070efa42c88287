import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { ClientOptions, FetchFunction } from "@gradio-ts/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { journal } from "./calls/journal.js";
import { liveTests, repository } from "./environment/paths.js";
import { liveServers, since } from "./live-servers.js";
import { type ServerProcess, startServer } from "./server-process.js";

const CLIENT = new URL("../../packages/client/src/index.ts", import.meta.url).href;

/** Notes the sessions whose heartbeats a client opens. */
function watchHeartbeats(): { readonly beating: string[]; readonly options: ClientOptions } {
  const beating: string[] = [];
  const watched: FetchFunction = (url, init) => {
    const [, session] = /heartbeat\/(.+)$/.exec(url) ?? [];
    if (session !== undefined) beating.push(session);
    return fetch(url, init);
  };
  return { beating, options: { fetch: watched } };
}

describe.each(liveServers())("Heartbeats of Gradio $version", ({ version, python }) => {
  const known = since(version, "4.25");
  let server: ServerProcess;
  beforeAll(async () => {
    if (known) server = await startServer({ python, script: join(liveTests, "apps", "visits.py") });
  });
  afterAll(() => server?.stop());

  const leavings = async (session: string) => (await journal(server.url, session)).length;
  const untilLeft = (session: string) => expect.poll(() => leavings(session), { timeout: 5000 }).toBe(1);

  it.runIf(known)("begin with a session's first call, and go on between its calls", async () => {
    const { beating, options } = watchHeartbeats();
    const client = await connect(server.url, options);
    expect(beating).toEqual([]);
    for (const visit of [1, 2]) expect(await client.predict("/visit", ["Ada"])).toBe(`Ada, visit ${visit}`);
    expect(await client.predict("/direct_visit", ["Ada"])).toBe("Ada, visit 3");
    expect(beating).toEqual([client.sessionHash]);
    expect(await leavings(client.sessionHash)).toBe(0);
  });

  it.runIf(known)("end when the client is closed: the app hears that its session has left", async () => {
    const client = await connect(server.url);
    await client.predict("/visit", ["Ada"]);
    await client.close();
    await untilLeft(client.sessionHash);
  });

  it.runIf(known)("end for a session that is reset, and for it alone; a forked one has its own", async () => {
    const { beating, options } = watchHeartbeats();
    const client = await connect(server.url, options);
    const fork = client.session();
    await Promise.all([client.predict("/visit", ["Ada"]), fork.predict("/visit", ["Ada"])]);
    const old = client.sessionHash;
    client.resetSession();
    await untilLeft(old);
    expect(await client.predict("/visit", ["Ada"])).toBe("Ada, visit 1");
    expect(beating).toEqual([old, fork.sessionHash, client.sessionHash]);
    expect(await leavings(fork.sessionHash)).toBe(0);
    expect(await leavings(client.sessionHash)).toBe(0);
    await fork.close();
    await untilLeft(fork.sessionHash);
  });

  it.runIf(known)("begin anew where a known session is taken up, whose state is still there", async () => {
    const first = await connect(server.url);
    await first.predict("/visit", ["Ada"]);
    const { sessionHash } = first;
    await first.close();
    await untilLeft(sessionHash);
    const { beating, options } = watchHeartbeats();
    const second = (await connect(server.url, options)).session(sessionHash);
    expect(await second.predict("/visit", ["Ada"])).toBe("Ada, visit 2");
    expect(beating).toEqual([sessionHash]);
    await second.close();
    await expect.poll(() => leavings(sessionHash), { timeout: 5000 }).toBe(2);
  });

  it.runIf(known)("keep no process alive, whose end the app hears of (users.md row 13)", async () => {
    const program = `import { Client } from ${JSON.stringify(CLIENT)};
      const client = await Client.connect(${JSON.stringify(server.url)});
      console.log(await client.predict("/visit", ["Ada"]), client.sessionHash);`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], { cwd: repository, timeout: 30_000 });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
    const [code] = await once(child, "close");
    expect(output).toMatch(/^Ada, visit 1 \w+\s*$/);
    expect(code).toBe(0);
    await untilLeft(output.trim().split(" ").at(-1) ?? "");
  });
});
