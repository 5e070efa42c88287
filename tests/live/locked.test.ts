import { AppError, AuthenticationError, Client, QueueFullError } from "@gradio-ts/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { freshLabel } from "./calls/journal.js";
import { untilQueued, untilStarted } from "./calls/until-status.js";
import { liveServers, since } from "./live-servers.js";
import type { ServerProcess } from "./server-process.js";
import { startSuite } from "./suite-server.js";

const auth = ["ada", "swordfish"] as const;

describe.each(liveServers())("A Gradio $version app with a login, a short queue and hidden errors", ({ version, python }) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startSuite(version, { AUTH: "1", MAXSIZE: "1", SHOWERR: "0" }, python);
  });
  afterAll(() => server.stop());

  it("lets nobody in without a login, or with a wrong one", async () => {
    await expect(Client.connect(server.url)).rejects.toThrow(AuthenticationError);
    await expect(Client.connect(server.url, { auth: ["ada", "wrong"] })).rejects.toThrow(AuthenticationError);
  });

  it("serves every kind of call after the login", async () => {
    const client = await connect(server.url, { auth });
    expect(await client.predict("/echo", ["x"])).toBe("echo: x");
    expect(await client.predict("/direct", ["x"])).toBe("echo: x");
    expect(await client.predict("/count", [3])).toBe("2");
    expect(JSON.parse((await client.predict("/request_info", ["x"])) as string)).toMatchObject({ username: "ada" });
    expect(await client.session().predict("/remember", ["x"])).toBe("x");
  });

  it("tells that the app hides the text of its exceptions, and passes on what the app does say", async () => {
    const client = await connect(server.url, { auth });
    const hidden = await client.submit("/fail", ["secret"]).exception();
    expect(hidden).toBeInstanceOf(AppError);
    expect(hidden?.message).toMatch(/show_error/);
    expect(hidden?.message).not.toContain("secret");
    await expect(client.predict("/refuse", ["x"])).rejects.toThrow("won't do x");
    const direct = await client.submit("/direct_fail", ["secret"]).exception();
    expect(direct?.message).toMatch(/show_error/);
  });

  it("turns away the call that finds the queue full", async () => {
    const client = await connect(server.url, { auth });
    const running = client.submit("/slow", [freshLabel(), 1.5]);
    await untilStarted(running);
    const waiting = client.submit("/slow", [freshLabel(), 0.1]);
    await untilQueued(waiting);
    const refused = client.submit("/slow", [freshLabel(), 0.1]);
    const error = await refused.exception();
    expect(error).toBeInstanceOf(QueueFullError);
    expect(error).toMatchObject({ code: "QUEUE_FULL", retryable: true });
    // Earlier versions say it on the call's own line.
    expect((error as QueueFullError).status).toBe(since(version, "4.9") ? 503 : undefined);
    expect(refused.status()).toMatchObject({ code: "QUEUE_FULL", success: false });
    await Promise.all([running.result(), waiting.result()]);
  });

  it("submits again when the queue was full, if it may", async () => {
    const client = await connect(server.url, { auth });
    const running = client.submit("/slow", [freshLabel(), 1]);
    await untilStarted(running);
    const waiting = client.submit("/slow", [freshLabel(), 0.1]);
    await untilQueued(waiting);
    const label = freshLabel();
    expect(await client.predict("/slow", [label, 0.1], { resubmit: 6 })).toBe(`slow: ${label}`);
    await Promise.all([running.result(), waiting.result()]);
  });
});
