import type { ServerResponse } from "node:http";
import { number, Server } from "@gradio-ts/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Answer, type Answering, answering, except } from "./answers.js";
import { HARMLESS, makeApp } from "./app.js";
import { runCommand } from "./run-command.js";

const HUB = new URL("hugging-face.ts", import.meta.url).pathname;
const app = makeApp();
const full = new Server({ maxQueueSize: 0 }).api("/predict", { inputs: { n: number() }, output: number() }).handle(({ n }) => n);
const picky = new Server({ auth: [["ada", "pa:ss"]] })
  .api("/predict", { inputs: { n: z.number().max(3) }, output: number() })
  .handle(({ n }) => n);
const closing: Answering[] = [];
const urls = { app: "", full: "", picky: "" };

/** Where a server that always answers so can be found. */
async function served(answer: Answer): Promise<string> {
  const server = await answering(answer);
  closing.push(server);
  return server.url;
}

function json(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

beforeAll(async () => {
  for (const [name, server] of Object.entries({ app, full, picky }))
    urls[name as keyof typeof urls] = (await server.listen({ port: 0 })).url;
});
afterAll(async () => {
  for (const server of closing) server.close();
  await Promise.all([app, full, picky].map((server) => server.close({ drain: 0 })));
});

/** A command that fails: its exit code, and its one line of an error. */
async function failure(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await runCommand(words, { env });
  expect(stdout).toBe("");
  return { code, error: stderr };
}

describe.concurrent("The exit code is", () => {
  it("0 for what was done", async () => {
    expect((await runCommand(["predict", urls.app, "/predict", "num1=1"])).code).toBe(0);
  });

  it("1 where the app fails, in its own words, made harmless", async () => {
    expect(await failure(["predict", urls.app, "/fail"])).toEqual({ code: 1, error: `error APP_ERROR: ${HARMLESS}\n` });
  });

  it("1 where the app's validators refuse the inputs", async () => {
    const { code, error } = await failure(["predict", urls.picky, "n=4"], { GRADIO_AUTH: "ada:pa:ss" });
    expect({ code, error }).toEqual({ code: 1, error: expect.stringMatching(/^error VALIDATION: .*n.*3.*\n$/) });
  });

  it("1 where standard output cannot be written", async () => {
    const { code, stderr } = await runCommand(["predict", urls.app, "/predict", "num1=1"], { into: "/dev/full" });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^error UNFORESEEN: Standard output cannot be written: ENOSPC.*\n$/),
    });
  });

  it.each<[string, readonly string[], string]>([
    ["no command", [], "A command is missing: gradio-ts --help lists them."],
    ["an unknown command", ["predic"], "unknown command 'predic'\nhint: Did you mean predict?"],
    ["an unknown flag", ["predict", "x", "--tokn", "t"], "unknown option '--tokn'\nhint: Did you mean --token?"],
    ["a missing argument", ["info"], "missing required argument 'app': gradio-ts info --help shows what goes where."],
    [
      "a duration without a unit",
      ["info", "x", "--timeout", "90"],
      "option '--timeout <duration>' argument '90' is invalid. A duration has a unit: 1500ms, 90s, 5m, 2h.",
    ],
    ["a header without a name", ["info", "http://x", "-H", "secret"], '--header takes "name: value" on one line, not "secret…".'],
    ["a login without a password", ["info", "http://x", "--auth", "secret"], "--auth takes user:password."],
    ["a session that no URL can hold", ["info", "<app>", "--session", "a/b"], expect.stringContaining("session")],
    ["no name of an app", ["info", "nonsense"], expect.stringContaining('such as "http://nonsense"')],
    [
      "an unwritable directory",
      ["predict", "<app>", "/shout", "--download", "/dev/null/x"],
      expect.stringContaining('--download: nothing can be written to "/dev/null/x"'),
    ],
    [
      "a secret that is nowhere",
      ["duplicate", "a/b", "--token", "t", "--secret", "KEY"],
      "--secret KEY: there is no KEY in the environment.",
    ],
  ])("2 for %s", async (_, words, message) => {
    const { code, error } = await failure(words.map((word) => word.replace("<app>", urls.app)));
    expect({ code, message: error.replace(/^error INVALID_ARGUMENT: (.*)\n$/s, "$1") }).toEqual({ code: 2, message });
  });

  it("2 for an endpoint that the app does not have", async () => {
    const { code, error } = await failure(["predict", urls.app, "/ecko"]);
    expect(code).toBe(2);
    expect(error).toMatch(/^error ENDPOINT_NOT_FOUND: The app has no endpoint "\/ecko"\. It has .*\nhint: Did you mean "\/echo"\?\n$/);
    expect((await failure(["predict", urls.app])).error).toMatch(/^error ENDPOINT_NOT_FOUND: The app has several endpoints: name one/);
  });

  it("3 where nothing answers", async () => {
    const gone = await answering(() => {});
    gone.close();
    const { code, error } = await failure(["info", gone.url]);
    expect({ code, error }).toEqual({ code: 3, error: expect.stringMatching(/^error CONNECTION_FAILED: .*ECONNREFUSED.*\n$/) });
  });

  it("3 where the event stream breaks off", async () => {
    const url = await served(except(urls.app, /queue\/data/, (_, response) => response.destroy()));
    expect(await failure(["predict", url, "/wait", "label=lost"])).toEqual({
      code: 3,
      error: expect.stringMatching(/^error CONNECTION_LOST: /),
    });
  });

  it.each<[string, string, Answer]>([
    ["HTTP", "is in trouble", (_, response) => json(response, 500, { detail: "trouble" })],
    ["UNSUPPORTED_APP", "is no Gradio app", (_, response) => json(response, 404, {})],
    [
      "PROTOCOL",
      "answers what no Gradio does",
      except("", /config/, (_, response) => json(response, 200, { version: "6.0.0", protocol: "sse_v3", components: 3, dependencies: [] })),
    ],
  ])("3, %s, where the server %s", async (errorCode, _, answer) => {
    const { code, error } = await failure(["info", await served(answer)]);
    expect({ code, error }).toEqual({ code: 3, error: expect.stringMatching(new RegExp(`^error ${errorCode}: `)) });
  });

  it("3 where a submitted call is not known any more", async () => {
    const reference = JSON.stringify({ src: `${urls.app}/`, endpoint: "/echo", eventId: "0".repeat(32), sessionHash: "forgotten" });
    expect(await failure(["watch", reference, "--result"])).toEqual({
      code: 3,
      error: expect.stringMatching(/^error SESSION_NOT_FOUND: /),
    });
  });

  it("3 where a file cannot be uploaded, or downloaded", async () => {
    expect(await failure(["predict", urls.app, "/shout", "file=none.txt"])).toEqual({
      code: 3,
      error: expect.stringMatching(/^error UPLOAD_FAILED: .*none\.txt/),
    });
    expect(await failure(["download", urls.app, "/nowhere/none.txt"])).toEqual({
      code: 3,
      error: expect.stringMatching(/^error DOWNLOAD_FAILED: .*none\.txt/),
    });
  });

  it("3 for a Space that is not there, with a hint", async () => {
    const { code, error } = await failure(["info", "nobody/nothing"], { NODE_OPTIONS: `--import tsx --import ${HUB}` });
    expect({ code, error }).toEqual({ code: 3, error: expect.stringMatching(/^error SPACE: .*nobody\/nothing.*\nhint: .*HF_TOKEN.*\n$/) });
  });

  it("4 without the login that the app wants, with a hint", async () => {
    const hint = "hint: The login of an app goes into GRADIO_AUTH=user:password, a token for Spaces into HF_TOKEN.\n";
    for (const words of [[], ["--auth", "ada:wrong"]]) {
      const { code, error } = await failure(["predict", urls.picky, "n=1", ...words]);
      expect({ code, error }).toEqual({ code: 4, error: expect.stringMatching(/^error AUTHENTICATION: /) });
      expect(error.endsWith(hint)).toBe(true);
    }
    expect((await failure(["duplicate", "a/b"])).code).toBe(4);
  });

  it("5 where the queue is full, or calls come too often", async () => {
    expect(await failure(["predict", urls.full, "n=1"])).toEqual({
      code: 5,
      error: expect.stringMatching(/^error QUEUE_FULL: .*\nhint: .*--retries.*\n$/),
    });
    const busy = await served((_, response) => json(response, 429, {}, { "retry-after": "3600" }));
    expect(await failure(["info", busy])).toEqual({ code: 5, error: expect.stringMatching(/^error RATE_LIMITED: /) });
  });

  it("6 where the time is up, in a call or before it", async () => {
    const late = {
      code: 6,
      error: "error TIMEOUT: The command did not end within 300 ms.\nhint: A longer --timeout gives it more time.\n",
    };
    const silent = await served(() => {});
    expect(await failure(["predict", silent, "--timeout", "300ms"])).toEqual(late);
    const { code, error } = await failure(["predict", urls.app, "/wait", "label=late", "--timeout", "1.5s"]);
    expect({ code, error }).toEqual({ code: 6, error: late.error.replace("300", "1500") });
  });
});

describe("--json-errors", () => {
  it.concurrent("gives an error as one line of JSON, whatever it is", async () => {
    const told = async (words: readonly string[]) => JSON.parse((await failure([...words, "--json-errors"])).error) as object;
    expect(await told(["predict", urls.app, "/fail"])).toMatchObject({ name: "AppError", code: "APP_ERROR", eventId: expect.any(String) });
    expect(await told(["predict", "--tokn"])).toEqual({
      name: "InvalidArgumentError",
      code: "INVALID_ARGUMENT",
      message: "unknown option '--tokn'\n(Did you mean --token?)",
    });
  });
});
