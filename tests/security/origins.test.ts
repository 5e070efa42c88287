import { Client, type OutputFile } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { CONFIG, completed, INFO, json, ScriptedServer } from "../together/scripted-server.js";

const SECRET = "Bearer secret";

/** Calls an app once that says odd things of itself, and reads the files it gives. */
async function callApp(config: object, file: object, prepare: (server: ScriptedServer) => void = () => {}) {
  const server = new ScriptedServer();
  server.on("sub/config", () => json({ ...CONFIG, ...config }));
  server.on("sub/gradio_api/info", () => json(INFO));
  server.on("sub/gradio_api/queue/join", () => json({ event_id: "e1" }));
  server.on("sub/gradio_api/queue/data", ({ signal }) => server.openStream(signal));
  prepare(server);
  const client = await Client.connect("http://app.test/sub", { fetch: server.fetch, maxRetries: 0, headers: { authorization: SECRET } });
  const asked = client.predict("/echo", ["x"]);
  (await server.stream()).send(completed("e1", { path: "/tmp/x", meta: { _type: "gradio.FileData" }, ...file }));
  const output = (await asked) as OutputFile;
  const read = await output.bytes({ maxBytes: 1000 }).catch((error: unknown) => error);
  await client.close();
  return { server, output, read };
}

/** Nobody but the app hears of anything but a download, and nobody but the app is told who asks. */
function expectAtHome(server: ScriptedServer, below = "/sub/"): void {
  for (const { url, headers, method } of server.requests) {
    if (url.origin === "http://app.test") expect(url.pathname).toMatch(new RegExp(`^${below}`));
    else expect([headers, method]).toEqual([{}, "GET"]);
  }
}

describe("what a server says of where it is", () => {
  it.each([
    "http://evil.test",
    "//evil.test",
    "\\\\evil.test",
    "@evil.test",
    "http://app.test@evil.test",
    "file:///",
    "..",
  ])("root %s is of no interest", async (root) => {
    const { server } = await callApp({ root, root_path: root, space_id: root }, {});
    expectAtHome(server);
    expect(server.requests.every(({ url }) => url.origin === "http://app.test")).toBe(true);
  });

  it.each([
    "http://evil.test",
    "\\\\evil.test",
    "@evil.test",
    "..",
    "/../other",
    "%2e%2E/other",
    "a/../../other",
    "?x",
    "#x",
    "/\t/evil.test",
  ])("api_prefix %j is refused before anything is sent there", async (api_prefix) => {
    const server = new ScriptedServer();
    server.on("config", () => json({ ...CONFIG, api_prefix }));
    await expect(Client.connect("http://app.test", { fetch: server.fetch })).rejects.toMatchObject({ code: "PROTOCOL" });
    expect(server.requests.map(({ url }) => url.href)).toEqual(["http://app.test/gradio_api/info", "http://app.test/config"]);
  });

  it("api_prefix //evil.test is a path of the app's own origin", async () => {
    const server = new ScriptedServer();
    server.on("config", () => json({ ...CONFIG, api_prefix: "//evil.test" }));
    await Client.connect("http://app.test", { fetch: server.fetch });
    expect(server.requests.at(-1)?.url.href).toBe("http://app.test/evil.test/info");
  });
});

describe("what a server says of where a file is", () => {
  it.each([
    "//evil.test/x",
    "\\\\evil.test\\x",
    "@evil.test/x",
    "../../../other/secret",
    "/tmp/../../../../other/secret",
    "/./../.",
    "file:///etc/passwd",
    "ftp://evil.test/x",
    "javascript:alert(1)",
    "blob:http://app.test/x",
    "x?y#z",
  ])("path %s is asked of the app, under its own route for files", async (path) => {
    const { server, output } = await callApp({}, { path, url: "http://evil.test/x" });
    expect(output.url).toMatch(/^http:\/\/app\.test\/sub\/gradio_api\/file=/);
    expectAtHome(server);
    expect(server.requests.at(-1)?.url.href).toBe(output.url);
  });

  it.each([
    "http://evil.test/x",
    "HTTPS://evil.test/x",
    "http:\\\\evil.test\\x",
    "http://169.254.169.254/latest",
  ])("path %s, which Gradio 3 and 4 use, is fetched there without anything of the client's", async (path) => {
    const { server, read } = await callApp({}, { path }, (scripted) => {
      for (const at of ["x", "latest"]) scripted.on(at, () => new Response("bytes", { headers: { "set-cookie": "a=stolen" } }));
    });
    expect(read).toEqual(new TextEncoder().encode("bytes"));
    expectAtHome(server);
    expect(server.requests.at(-1)?.headers).toEqual({});
  });

  it.each(["http://user:password@app.test/x", "http://", "http://[", "https://evil.test:99999/"])("path %s is no file", async (path) => {
    const { server, read } = await callApp({}, { path });
    expect(read).toMatchObject({ code: "DOWNLOAD_FAILED" });
    expectAtHome(server, "/(sub/|x)");
  });

  it.each([
    "http://evil.test/x",
    "/proxy=file:///etc/passwd",
    "/proxy=http://evil.test/../../../../../../other",
    "x".repeat(1_000_000),
  ])("url %.50s leads no request out of the app's routes", async (url) => {
    const { server } = await callApp({}, { url });
    expectAtHome(server);
  });

  it.each([
    "http://evil.test/0.ts",
    "//evil.test/0.ts",
    "file:///etc/passwd",
    "data:,x",
    "blob:http://app.test/x",
    "http://",
  ])("a playlist's segment %s is fetched from the web only, and without anything of the client's", async (segment) => {
    const path = "s/playlist.m3u8";
    const { server, read } = await callApp({}, { path, is_stream: true }, (scripted) => {
      scripted.on(`sub/gradio_api/stream/${path}`, () => new Response(`#EXTM3U\n${segment}\n#EXT-X-ENDLIST\n`));
      scripted.on("0.ts", () => new Response("bytes"));
    });
    expectAtHome(server);
    if (segment.endsWith("0.ts")) expect(read).toEqual(new TextEncoder().encode("bytes"));
    else expect(read).toMatchObject({ code: "DOWNLOAD_FAILED" });
    expect(server.requests.every(({ url }) => /^https?:$/.test(url.protocol))).toBe(true);
  });

  it.each([
    "file:///etc/passwd",
    "data:,x",
    "blob:http://app.test/x",
    "ftp://evil.test",
    "http://",
  ])("a redirect of a download to %s is not followed", async (location) => {
    const { server, read } = await callApp({}, {}, (scripted) => {
      scripted.on("sub/gradio_api/file=*", () => new Response(null, { status: 302, headers: { location } }));
    });
    expect(read).toMatchObject({ code: "DOWNLOAD_FAILED", status: 302 });
    expect(server.requests.at(-1)?.url.pathname).toBe("/sub/gradio_api/file=/tmp/x");
  });

  it("a redirect from https to http is followed for a file, bare, and for nothing else", async () => {
    const server = new ScriptedServer();
    server.on("gradio_api/file=*", () => new Response(null, { status: 302, headers: { location: "http://app.test/open" } }));
    server.on("open", () => new Response("bytes"));
    const client = await Client.connect("https://app.test", { fetch: server.fetch, headers: { authorization: SECRET, cookie: "a=b" } });
    const asked = client.predict("/echo", ["x"]);
    (await server.stream()).send(completed("e1", { path: "/tmp/x", meta: { _type: "gradio.FileData" } }));
    expect(await ((await asked) as OutputFile).text()).toBe("bytes");
    expect(server.to("open").map(({ headers }) => headers)).toEqual([{}]);
    server.on("gradio_api/queue/join", () => new Response(null, { status: 307, headers: { location: "http://app.test/open" } }));
    await expect(client.predict("/echo", ["x"])).rejects.toMatchObject({ code: "HTTP", status: 307 });
    expect(server.to("open")).toHaveLength(1);
    await client.close();
  });
});

it("no output makes the client read a file of this machine, not even as the input of another app", async () => {
  const { output } = await callApp({}, { path: "/etc/passwd", url: "file:///etc/passwd", orig_name: "/etc/passwd" });
  const other = new ScriptedServer();
  const files = new ScriptedServer();
  files.on("sub/gradio_api/file=/etc/passwd", () => new Response("of the app"));
  other.on("gradio_api/upload", () => json(["/tmp/1"]));
  const client = await Client.connect("http://other.test", { fetch: other.fetch });
  const call = client.submit("/echo", [[{ path: "/etc/passwd", meta: { _type: "gradio.FileData" } }, "/etc/passwd", output.toJSON()]]);
  (await other.stream()).send(completed("e1", "done"));
  await call.result();
  const sent = JSON.stringify(other.to("gradio_api/queue/join")[0]?.body);
  expect(sent).toContain('{"path":"/etc/passwd"');
  expect(sent).not.toMatch(/root:|data:/);
  expect(other.to("gradio_api/upload")).toEqual([]);
  await client.close();
});
