import { Client, ConnectionError, ConnectionLostError, type FetchFunction, type GradioError, type Job } from "@gradio-ts/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshLabel } from "./calls/journal.js";
import { untilStarted } from "./calls/until-status.js";
import { liveServers } from "./live-servers.js";
import type { ServerProcess } from "./server-process.js";
import { startSuite } from "./suite-server.js";

const auth = ["ada", "swordfish"] as const;

describe.each(liveServers())("A client with a login, whose Gradio $version is restarted", ({ version, python }) => {
  let server: ServerProcess;
  let client: Client;
  /** Has nothing under way when the server goes. */
  let idle: Client;
  let lost: GradioError | undefined;
  let meanwhile: GradioError | undefined;
  let logins = 0;
  const counting: FetchFunction = (url, init) => {
    if (url.endsWith("/login")) logins++;
    return fetch(url, init);
  };

  beforeAll(async () => {
    server = await startSuite(version, { AUTH: "1" }, python);
    client = await Client.connect(server.url, { auth, fetch: counting, maxRetries: 0 });
    idle = await Client.connect(server.url, { auth });
    for (const each of [client, idle]) await each.predict("/remember", ["before"]);
    const running: Job = client.submit("/slow", [freshLabel(), 60]);
    await untilStarted(running);
    await server.stop();
    lost = await running.exception();
    meanwhile = await client.submit("/echo", ["x"]).exception();
    server = await startSuite(version, { AUTH: "1" }, python, Number(new URL(server.url).port));
  });
  afterAll(async () => {
    await Promise.all([client?.close(), idle?.close()]);
    await server.stop();
  });

  it("hears that the call which ran is lost", () => {
    expect(lost).toBeInstanceOf(ConnectionLostError);
    expect(lost?.retryable).toBe(true);
  });

  it("hears of a call made meanwhile that nobody answers, and that nothing ran", () => {
    expect(meanwhile).toBeInstanceOf(ConnectionError);
    expect(meanwhile?.message).toMatch(/connection refused/);
    expect(meanwhile?.message).not.toMatch(/may have been done/);
  });

  it("calls on in the same session after one new login, which calls at the same time share", async () => {
    const bytes = new TextEncoder().encode("hello");
    const calls = [
      client.predict("/echo", ["x"]),
      client.predict("/direct", ["x"]),
      client.predict("/look_at", [new File([bytes], "hello.txt")]),
      client.session().predict("/count", [3]),
    ];
    const [queued, direct, uploaded, generated] = await Promise.all(calls);
    expect([queued, direct, generated]).toEqual(["echo: x", "echo: x", "2"]);
    expect(JSON.parse(uploaded as string)).toMatchObject({ size: bytes.length });
    expect(logins).toBe(2);
  });

  it("finds the state of its session gone", async () => {
    expect(await client.predict("/remember", ["after"])).toBe("after");
    expect(await idle.predict("/remember", ["after"])).toBe("after");
    expect(await idle.predict("/remember", ["that"])).toBe("after that");
    expect(logins).toBe(2);
  });
});
