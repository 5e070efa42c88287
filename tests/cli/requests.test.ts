import { expect, it } from "vitest";
import { except } from "./answers.js";
import { runCommand } from "./run-command.js";
import { serveApp } from "./serve-app.js";

const app = serveApp();

it.concurrent("Headers of the command line arrive at the app, with what is in their values", async () => {
  const words = ["predict", app.url, "/headers", "--header", "X-Mine: a: b", "-H", "x-other:c"];
  expect(JSON.parse((await runCommand(words)).stdout)).toMatchObject({ "x-mine": "a: b", "x-other": "c" });
});

it.concurrent("With --verbose the client tells what it does, and no secret", async () => {
  const refusing = await app.answer((request, response) => {
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

/** The app, whose queue is full for these joins, counted from 1. */
async function busyFor(...joins: readonly number[]) {
  const busy = { url: "", joins: 0 };
  const pass = except(app.url, /never/, () => {});
  busy.url = await app.answer((request, response) => {
    if (!request.url?.includes("queue/join") || !joins.includes(++busy.joins)) return pass(request, response);
    response.writeHead(503, { "content-type": "application/json" }).end('{"detail":"Queue is full. Max size is 1 and size is 1."}');
  });
  return busy;
}

it.concurrent("With --retries a call is submitted again where that may help", async () => {
  const call = async (...words: readonly string[]) => {
    const busy = await busyFor(1);
    const ended = await runCommand(["predict", busy.url, "/echo", "text=x", ...words]);
    return [ended, busy.joins];
  };
  expect(await call()).toEqual([{ code: 5, stdout: "", stderr: expect.stringMatching(/^error QUEUE_FULL: /) }, 1]);
  expect(await call("--retries", "1")).toEqual([{ code: 0, stdout: '"x"\n', stderr: "" }, 2]);
});

it.concurrent("With --retries a batch submits a row again, and fails one that has used them up", async () => {
  // The first row is refused once, the second each time, the third never.
  const busy = await busyFor(1, 3, 4);
  const stdin = ["a", "b", "c"].map((text) => `${JSON.stringify({ text })}\n`).join("");
  const words = ["batch", busy.url, "/echo", "--concurrency", "1", "--retries", "1"];
  const { code, stdout, stderr } = await runCommand(words, { stdin });
  const [a, b, c] = stdout.split("\n", 3).map((line) => JSON.parse(line) as object);
  expect([a, b, c]).toMatchObject([
    { index: 0, status: "fulfilled", output: "a" },
    { index: 1, status: "rejected", error: { code: "QUEUE_FULL" } },
    { index: 2, status: "fulfilled", output: "c" },
  ]);
  expect([code, busy.joins, stderr]).toEqual([7, 5, expect.stringMatching(/^3 {2}1 failed/)]);
});

it.concurrent("To look an endpoint up calls nothing, and it needs no slash", async () => {
  const asked: string[] = [];
  const watched = await app.answer((request, response) => {
    asked.push(request.method ?? "");
    return except(app.url, /never/, () => {})(request, response);
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
  const { stdout, code } = await runCommand(["predict", app.url, "/long", "size=8000000", "-r"], { slowly: true });
  expect([code, stdout.length]).toEqual([0, 8_000_001]);
});
