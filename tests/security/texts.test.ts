import { Client, codeSnippet, type OutputFile } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { CONFIG, completed, failed, INFO, json, ScriptedServer } from "../together/scripted-server.js";

const connect = (server: ScriptedServer, options: object = {}) =>
  Client.connect("http://app.test", { fetch: server.fetch, maxRetries: 0, ...options });

/** An app that says the same in every place where it may say something. */
function saying(text: string, version = "6.31.0"): ScriptedServer {
  const server = new ScriptedServer();
  const component = (id: number) => ({
    id,
    type: "textbox",
    props: { label: text, name: text, value: text },
    api_info: { type: "string", title: text },
  });
  const dependency = { ...CONFIG.dependencies[0], api_name: text, api_description: text };
  server.on("config", () =>
    json({ ...CONFIG, version, title: text, root: text, components: [component(1), component(2)], dependencies: [dependency] }),
  );
  const schema = { type: "object", properties: { [text]: { const: text }, ref: { $ref: text } }, title: text, description: text };
  const value = { label: text, type: schema, python_type: { type: text, description: text }, component: text };
  const parameter = { ...value, parameter_name: text, parameter_has_default: true, parameter_default: text, example_input: text };
  const described = { parameters: [parameter], returns: [value], description: text };
  server.on("gradio_api/info", () => json({ named_endpoints: { [`/${text}`]: described }, unnamed_endpoints: {} }));
  return server;
}

describe("a text of any length", { timeout: 120_000 }, () => {
  const PIECES = [
    " ",
    "\n",
    "\t \n",
    ".",
    "/",
    "\\",
    "'",
    '"',
    "_",
    "!",
    "😀",
    "a.",
    "proxy=http://",
    "data:",
    ";base64",
    "<",
    "\\'",
    "Hostname a ",
  ];

  it.each(PIECES)("made of %j costs no more than its length, wherever it stands", async (piece) => {
    const text = `${piece.repeat(Math.ceil(150_000 / piece.length))}x\n`;
    const begun = performance.now();
    for (const version of ["6.31.0", "4.16.0"]) {
      const server = saying(text, version);
      server.on("gradio_api/app_id", () => new Response(text, { status: 500 }));
      const client = await connect(server);
      expect(String(client.viewApi()).length).toBeGreaterThan(100);
      for (const language of ["typescript", "python", "bash", "cli"] as const) codeSnippet(client.viewApi(), 0, { language });
      expect(() => client.submit("/nothing", [])).toThrow(/has no endpoint/);
      const asked = client.predict(0, ["x"]);
      const file = { path: text, orig_name: text, mime_type: text, url: text, meta: { _type: "gradio.FileData" } };
      (await server.stream()).send(completed("e1", file));
      await asked;
      const failing = client.submit(0, ["x"]);
      await server.until(() => server.to("gradio_api/queue/join").length === 2);
      (await server.stream()).send(failed("e2", { error: `'${text}'`, duration: 10 }));
      await failing.exception();
      server.on("gradio_api/queue/join", () => new Response(JSON.stringify({ detail: text }), { status: 400 }));
      await client.submit(0, ["x"]).exception();
      await client.close();
    }
    // What is quadratic takes minutes.
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});

describe("a text that is no plain one", () => {
  const ESCAPES = "\u001b[2J\u001b]0;title\u0007\u009b31m\r\n\u0000\u202egpj.exe\u2028";
  const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e]/u;

  it("moves no cursor and begins no line where viewApi() or a snippet is printed", async () => {
    const client = await connect(saying(`a${ESCAPES}b`));
    const { viewApi } = { viewApi: String(client.viewApi()) };
    expect(viewApi.split("\n").every((line) => !CONTROL.test(line))).toBe(true);
    expect(viewApi.split("\n").filter((line) => line.startsWith("b"))).toEqual([]);
    for (const language of ["typescript", "python", "bash", "cli"] as const) {
      const code = codeSnippet(client.viewApi(), 0, { language });
      expect(code.replaceAll("\n", "")).not.toMatch(CONTROL);
    }
    await client.close();
  });

  it("is one line in our own sentences, and as it came where the words are the app's", async () => {
    const server = new ScriptedServer();
    const client = await connect(server);
    server.on("gradio_api/queue/join", () => json({ detail: `no${ESCAPES}` }, 400));
    const refused = await client.submit("/echo", ["x"]).exception();
    expect(refused?.message).toMatch(/^The server answered 400: no/);
    expect(refused?.message).not.toMatch(/\p{Cc}/u);
    server.on("gradio_api/queue/join", () => json({ event_id: "e1" }));
    const failing = client.submit("/echo", ["x"]);
    (await server.stream()).send(failed("e1", { error: `<b>no</b>${ESCAPES}` }));
    expect((await failing.exception())?.message).toBe(`<b>no</b>${ESCAPES}`);
    await client.close();
  });

  it("never stands in a message to a logger, only in its fields, which loggers quote", async () => {
    const messages: string[] = [];
    const fields: string[] = [];
    const tell = (message: string, more?: object) => {
      messages.push(message);
      fields.push(JSON.stringify(more ?? {}));
    };
    const server = saying(`x${ESCAPES}`);
    server.on("gradio_api/info", () => json({ detail: ESCAPES }, 503));
    server.on("gradio_api/cancel", () => json({ detail: ESCAPES }, 400));
    server.on("gradio_api/queue/join", () => json({ event_id: `e1${ESCAPES}` }));
    const client = await connect(server, { logger: { debug: tell, info: tell, warn: tell, error: tell }, maxRetries: 1 });
    const job = client.submit(0, ["x"]);
    (await server.stream()).send({ msg: "unexpected_error", message: ESCAPES });
    await job.exception();
    await client.close();
    expect(new Set(messages)).toEqual(
      new Set(["answered", "asking again", "the app cannot describe its API; its config alone is used", "the event stream broke"]),
    );
    expect(fields.join("")).toContain("]0;title");
  });
});

it("the name of a file is safe to print, its path and the server's own words are as they came", async () => {
  const server = new ScriptedServer();
  const client = await connect(server);
  const asked = client.predict("/echo", ["x"]);
  (await server.stream()).send(
    completed("e1", { path: "/a\u001b[2J", orig_name: "b\u001b[2J\u202e.txt", meta: { _type: "gradio.FileData" } }),
  );
  const file = (await asked) as OutputFile;
  expect([file.name, file.path]).toEqual(["b_[2J_.txt", "/a\u001b[2J"]);
  expect(file.url).toBe("http://app.test/gradio_api/file=/a%1B%5B2J");
  await client.close();
});

it("an info of nothing but what other apps say is left as it is", async () => {
  const server = new ScriptedServer();
  server.on("gradio_api/info", () => json(INFO));
  const client = await connect(server);
  expect(String(client.viewApi())).not.toContain("\ufffd");
  await client.close();
});
