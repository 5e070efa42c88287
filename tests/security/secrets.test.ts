import { Client, codeSnippet, GradioError, handleFile } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { CONFIG, INFO, json, networkFailure, ScriptedServer } from "../together/scripted-server.js";

const SECRETS = {
  token: "hf_token",
  password: "p4ssw0rd",
  oauth: "hf_oauth",
  header: "h34der",
  cookie: "c00kie",
  session: "s3ssion",
  query: "qu3ry",
};

/** A client that has been told everything that may be secret, and a server that says it all back. */
async function talkative(prepare: (server: ScriptedServer) => void) {
  const told: string[] = [];
  const tell = (message: string, fields?: object) => void told.push(message + JSON.stringify(fields ?? {}));
  const server = new ScriptedServer();
  server.on("login", () => json({}, 200, { "set-cookie": `login=${SECRETS.cookie}` }));
  prepare(server);
  const options = {
    fetch: server.fetch,
    token: SECRETS.token,
    auth: ["ada", SECRETS.password] as const,
    oauthToken: SECRETS.oauth,
    headers: { authorization: `Bearer ${SECRETS.header}` },
    logger: { debug: tell, info: tell, warn: tell, error: tell },
    maxRetries: 1,
  };
  const client = await Client.connect("http://app.test", options);
  return { client: client.session(SECRETS.session), server, told };
}

describe("what a logger hears, and what an error's JSON says", () => {
  it.each<[string, (server: ScriptedServer) => void]>([
    [
      "join fails",
      (server) => server.on("gradio_api/queue/join", () => json({ detail: Object.values(SECRETS).slice(0, 5).join(" ") }, 400)),
    ],
    ["stream is refused", (server) => server.on("gradio_api/queue/data", () => json({ detail: "no" }, 403))],
    [
      "stream cannot be reached",
      (server) =>
        server.on("gradio_api/queue/data", () => {
          throw networkFailure("ECONNREFUSED");
        }),
    ],
    [
      "stream is redirected",
      (server) =>
        server.on(
          "gradio_api/queue/data",
          ({ url }) => new Response(null, { status: 302, headers: { location: `http://x.test${url.search}` } }),
        ),
    ],
    [
      "heartbeat breaks",
      (server) => {
        server.on("config", () => json({ ...CONFIG, connect_heartbeat: true }));
        server.on("gradio_api/heartbeat/*", ({ url }) => json({ detail: url.pathname }, 404));
        server.on("gradio_api/queue/data", () => json({}, 404));
      },
    ],
  ])("holds no token, password, cookie or session where a %s", async (_, prepare) => {
    const { client, told } = await talkative(prepare);
    const error = await client.submit("/echo", ["x"]).exception();
    await client.close();
    expect(error).toBeInstanceOf(GradioError);
    expect(told.length).toBeGreaterThan(3);
    for (const secret of Object.values(SECRETS)) expect(told.join("\n")).not.toContain(secret);
    const json = JSON.stringify(error);
    for (const secret of [SECRETS.session, SECRETS.query]) expect(`${json} ${error?.url} ${error?.message}`).not.toContain(secret);
    expect(Object.keys(JSON.parse(json) as object)).not.toContain("body");
  });

  it("holds no query of a file's address, which may be signed", async () => {
    const server = new ScriptedServer();
    const client = await Client.connect("http://app.test", { fetch: server.fetch });
    const url = `http://127.0.0.1/a.png?signature=${SECRETS.query}`;
    const refused = await client.submit("/echo", [handleFile(url)]).exception();
    expect(refused).toMatchObject({ code: "UPLOAD_FAILED" });
    expect(JSON.stringify(refused)).not.toContain(SECRETS.query);
    const failing = client.submit("/echo", [handleFile(`http://x.test/a.png?signature=${SECRETS.query}`)]);
    (await server.stream()).send({
      msg: "process_completed",
      event_id: "e1",
      success: false,
      output: { error: "Hostname x.test failed validation" },
    });
    expect(JSON.stringify(await failing.exception())).toMatch(/could not fetch http:\/\/x\.test\/a\.png, or/);
    await client.close();
  });
});

it("a job reference holds the session and the call, and nothing else of the client's", async () => {
  const { client } = await talkative(() => {});
  const ref = await client.enqueue("/echo", ["x"]);
  expect(Object.keys(ref).sort()).toEqual(["endpoint", "eventId", "sessionHash", "src"]);
  expect(ref.sessionHash).not.toBe(SECRETS.session);
  expect(ref.sessionHash).toMatch(/^[0-9a-f]{32}$/);
  await client.close();
});

it("a snippet holds no token, and gives it to no command line that others can read", async () => {
  const server = new ScriptedServer();
  const echo = { ...INFO.named_endpoints["/echo"], oauth_token: "required" };
  server.on("gradio_api/info", () => json({ named_endpoints: { "/echo": echo }, unnamed_endpoints: {} }));
  const client = await Client.connect("http://app.test", { fetch: server.fetch, oauthToken: SECRETS.oauth });
  for (const language of ["typescript", "python", "bash", "cli"] as const)
    expect(codeSnippet(client.viewApi(), "/echo", { language })).not.toContain(SECRETS.oauth);
  const bash = codeSnippet(client.viewApi(), "/echo", { language: "bash" });
  expect(bash).toMatch(/-d @- <<< '.*HF_TOKEN/);
  await client.close();
});

it("nothing of a client is found in what is printed or stored of it", async () => {
  const { client } = await talkative(() => {});
  const { inspect } = await import("node:util");
  for (const text of [JSON.stringify(client), inspect(client, { depth: 10, showHidden: true })])
    for (const secret of [SECRETS.token, SECRETS.password, SECRETS.oauth, SECRETS.header, SECRETS.cookie])
      expect(text).not.toContain(secret);
  await client.close();
});
