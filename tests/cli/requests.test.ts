import { afterAll, beforeAll, expect, it } from "vitest";
import { type Answer, type Answering, answering, except } from "./answers.js";
import { makeApp } from "./app.js";
import { runCommand } from "./run-command.js";

const app = makeApp();
const closing: Answering[] = [];
let url = "";
beforeAll(async () => {
  ({ url } = await app.listen({ port: 0 }));
});
afterAll(async () => {
  for (const server of closing) server.close();
  await app.close({ drain: 0 });
});

async function served(answer: Answer): Promise<string> {
  const server = await answering(answer);
  closing.push(server);
  return server.url;
}

it.concurrent("Headers of the command line arrive at the app, with what is in their values", async () => {
  const words = ["predict", url, "/headers", "--header", "X-Mine: a: b", "-H", "x-other:c"];
  expect(JSON.parse((await runCommand(words)).stdout)).toMatchObject({ "x-mine": "a: b", "x-other": "c" });
});

it.concurrent("With --verbose the client tells what it does, and no secret", async () => {
  const refusing = await served((request, response) => {
    const status = request.url?.endsWith("login") ? 200 : 401;
    response.writeHead(status, { "content-type": "application/json", "set-cookie": "access-token=c00kie" }).end("{}");
  });
  // Secrets in the address stand for whatever may bring them into a line.
  const words = ["info", `${refusing}hf_s3cret/pa:55word/given/c00kie`, "-v", "--token", "hf_s3cret", "-H", "cookie: session=given"];
  const { stderr } = await runCommand(words, { env: { GRADIO_AUTH: "ada:pa:55word" } });
  const told = stderr.split("\n").filter((line) => line.startsWith("debug: "));
  const path = "/[redacted]/[redacted]/[redacted]/[redacted]";
  expect(told).toContain(`debug: answered {"method":"POST","path":"${path}/login","status":200}`);
  expect(told).toContain(`debug: answered {"method":"GET","path":"${path}/config","status":401}`);
});

it.concurrent("With --retries a call is submitted again where that may help", async () => {
  const full: Answer = (_, response) =>
    response.writeHead(503, { "content-type": "application/json" }).end('{"detail":"Queue is full. Max size is 1 and size is 1."}');
  let refused = 0;
  const pass = except(url, /never/, full);
  const once: Answer = (request, response) => {
    if (!request.url?.includes("queue/join") || refused > 0) return pass(request, response);
    refused++;
    full(request, response);
  };
  const busy = await served(once);
  expect(await runCommand(["predict", busy, "/echo", "text=x"])).toMatchObject({ code: 5, stdout: "" });
  refused = 0;
  expect(await runCommand(["predict", busy, "/echo", "text=x", "--retries", "1"])).toEqual({ code: 0, stdout: '"x"\n', stderr: "" });
  expect(refused).toBe(1);
});

it.concurrent("To look an endpoint up calls nothing, and it needs no slash", async () => {
  const asked: string[] = [];
  const watched = await served((request, response) => {
    asked.push(request.method ?? "");
    return except(url, /never/, () => {})(request, response);
  });
  const { stdout } = await runCommand(["info", watched, "pair"]);
  expect(stdout).toMatch(/^\/pair\(\) -> /);
  expect(await runCommand(["predict", watched, "ecko"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean "/echo"?'),
  });
  expect(new Set(asked)).toEqual(new Set(["GET"]));
});

it.concurrent("A large output comes whole to a reader that takes its time", async () => {
  const { stdout, code } = await runCommand(["predict", url, "/long", "size=8000000", "-r"], { slowly: true });
  expect([code, stdout.length]).toEqual([0, 8_000_001]);
});
