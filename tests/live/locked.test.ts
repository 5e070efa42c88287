import { AppError, AuthenticationError, Client, type FetchFunction, handleFile, type OutputFile, QueueFullError } from "@gradio-ts/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { freshLabel } from "./calls/journal.js";
import { untilQueued, untilStarted } from "./calls/until-status.js";
import { liveServers, since } from "./live-servers.js";
import type { ServerProcess } from "./server-process.js";
import { startSuite } from "./suite-server.js";

const auth = ["ada", "swordfish"] as const;

/** Those that a client walks here; the WebSocket of Gradio 3 is none of `fetch`. */
function routesOf(version: string): string[] {
  return [
    "login",
    "config",
    "upload",
    "file=",
    since(version, "4.0") ? "run/predict" : "api/predict",
    ...(since(version, "4.0") ? ["queue/join", "queue/data"] : []),
    ...(since(version, "4.25") ? ["heartbeat/"] : []),
    // Before there was a route for it, a function is run that cancels.
    ...(since(version, "4.31") ? ["cancel"] : []),
  ];
}

/** Whether a call to `/tick` has stopped: it no longer notes anything. */
async function ticked(client: Client, label: string): Promise<boolean> {
  const before = await client.predict("/journal", [label]);
  await new Promise((resolve) => setTimeout(resolve, 400));
  return (await client.predict("/journal", [label])) === before;
}

describe.each(liveServers())("A Gradio $version app with a login, a short queue and hidden errors", ({ version, python }) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startSuite(version, { AUTH: "1", MAXSIZE: "1", SHOWERR: "0" }, python);
  });
  afterAll(() => server.stop());

  it("lets nobody in without a login, or with a wrong one, and says so", async () => {
    const missing = await Client.connect(server.url).catch((error: unknown) => error);
    expect(missing).toBeInstanceOf(AuthenticationError);
    const said = since(version, "5.36") ? "Not authenticated: Ask Ada." : "Not authenticated";
    expect(missing).toMatchObject({ status: 401, message: expect.stringContaining(`(${said})`) });
    const wrong = await Client.connect(server.url, { auth: ["ada", "wrong"] }).catch((error: unknown) => error);
    expect(wrong).toBeInstanceOf(AuthenticationError);
    expect(wrong).toMatchObject({ status: 400, message: 'The login of "ada" was refused: Incorrect credentials.' });
  });

  it("lets in whoever shows the cookie of a login, as a header", async () => {
    const form = new URLSearchParams({ username: auth[0], password: auth[1] });
    const login = await fetch(`${server.url}login`, { method: "POST", body: form });
    const cookie = login.headers
      .getSetCookie()
      .map((line) => line.replace(/;.*/, ""))
      .join("; ");
    const client = await connect(server.url, { headers: { Cookie: cookie } });
    expect(await client.predict("/echo", ["x"])).toBe("echo: x");
    await expect(connect(server.url, { headers: { Cookie: cookie.replaceAll("=", "=x") } })).rejects.toThrow(AuthenticationError);
  });

  it("takes the login's cookie from every request of the client", async () => {
    const refused: string[] = [];
    const asked = new Set<string>();
    const watched: FetchFunction = async (url, init) => {
      const response = await fetch(url, init);
      const path = url.slice(server.url.length).replace(/\?.*/, "");
      if (response.status >= 400 && !path.endsWith("info")) refused.push(`${response.status} ${path}`);
      asked.add(path.replace("gradio_api/", "").replace(/(file=|heartbeat\/).*/, "$1"));
      return response;
    };
    const client = await connect(server.url, { auth, fetch: watched });
    const file = handleFile(new Blob(["bytes"]), { name: "x.txt" });
    const given = (await client.predict("/give_back", [file])) as OutputFile;
    expect(await given.text()).toBe("bytes");
    expect(await client.predict("/direct", ["x"])).toBe("echo: x");
    const label = freshLabel();
    const ticking = client.submit("/tick", [label, 50, 0.1]);
    await untilStarted(ticking);
    expect(await ticking.cancel()).toBe(true);
    await expect.poll(() => ticked(client, label), { timeout: 5000 }).toBe(true);
    expect(refused).toEqual([]);
    expect([...asked]).toEqual(expect.arrayContaining(routesOf(version)));
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

describe.each(liveServers())("A Gradio $version app without a login", ({ url }) => {
  it("is content with one that is given all the same", async () => {
    const client = await connect(url, { auth });
    expect(await client.predict("/echo", ["x"])).toBe("echo: x");
    expect(JSON.parse((await client.predict("/request_info", ["x"])) as string)).toMatchObject({ username: null });
  });
});
