import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Answering, answering } from "./answers.js";
import { makeApp } from "./app.js";
import { runCommand } from "./run-command.js";
import { ServedPage } from "./served-page.js";

const HUB = new URL("hugging-face.ts", import.meta.url).pathname;
const app = makeApp();
const locked = makeApp({ auth: [["ada", "pa:ss"]] });
const closing: Answering[] = [];
const pages: ServedPage[] = [];
const urls = { app: "", locked: "" };

beforeAll(async () => {
  urls.app = (await app.listen({ port: 0 })).url;
  urls.locked = (await locked.listen({ port: 0 })).url;
});
afterAll(async () => {
  for (const server of closing) server.close();
  for (const { child } of pages) child.kill("SIGKILL");
  await Promise.all([app.close({ drain: 0 }), locked.close({ drain: 0 })]);
});

function serve(words: readonly string[], env: Readonly<Record<string, string>> = {}): ServedPage {
  const page = new ServedPage(["console", ...words], { env });
  pages.push(page);
  return page;
}

describe.concurrent("gradio-ts console", () => {
  it("prints the address of a page, which leads to it, in the app's place", async () => {
    const page = serve([urls.app]);
    const { body } = await page.open();
    expect(page.printed).toEqual({ stdout: `${page.entry}\n`, stderr: "Ctrl-C ends it.\n" });
    expect(body).toContain('<meta http-equiv="refresh" content="0; url=/">');
    const shown = await page.ask("/");
    expect(shown.body).toContain(`<meta name="gradio-app-name" content="${urls.app}/">`);
    expect(shown.headers["content-security-policy"]).toContain("connect-src 'self'");
    for (const [, file] of shown.body.matchAll(/(?:src|href)="([^"]+)"/g)) expect((await page.ask(file ?? "")).status).toBe(200);
    expect(JSON.parse((await page.ask("/config")).body)).toMatchObject({ title: "commands", root: page.origin });
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends well by %s, and lets go of the port", async (signal) => {
    const page = serve([urls.app]);
    await page.open();
    const { origin } = page;
    page.child.kill(signal);
    expect(await page.ended).toBe(0);
    await expect(fetch(origin)).rejects.toThrow();
  });

  it("ends when its time is up", async () => {
    const page = serve([urls.app, "--timeout", "2s"]);
    expect(await page.ended).toBe(6);
    expect(page.printed.stderr).toContain("error TIMEOUT: The command did not end within 2000 ms.");
  });

  it("serves where it is told to, and says if it cannot", async () => {
    const first = serve([urls.app]);
    await first.open();
    const { port } = new URL(first.origin);
    const taken = await runCommand(["console", urls.app, "--port", port]);
    expect(taken).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(`--port: nothing can listen at ${port}`) });
    await first.stop();
    const second = serve([urls.app, "--port", port]);
    await second.open();
    expect(second.origin).toBe(`http://127.0.0.1:${port}`);
    const wrong = await runCommand(["console", urls.app, "--port", "70000"]);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining("It is a whole number from 0 to 65535.") });
  });

  it("fails as other commands do where there is no app, or its login is refused, before any address is printed", async () => {
    expect(await runCommand(["console", "http://127.0.0.1:1"])).toMatchObject({ code: 3, stdout: "" });
    expect(await runCommand(["console", urls.locked], { env: { GRADIO_AUTH: "ada:wrong" } })).toMatchObject({ code: 4, stdout: "" });
    const other = await answering((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>no app"));
    closing.push(other);
    expect(await runCommand(["console", other.url])).toMatchObject({ code: 3, stdout: "" });
  });

  it("leaves the login of a locked app to its page, and keeps the cookies", async () => {
    const page = serve([urls.locked]);
    await page.open();
    expect((await page.ask("/config")).status).toBe(401);
    const form = { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" } };
    expect((await page.ask("/login", { ...form, body: "username=ada&password=wrong" })).status).toBe(400);
    const { status, headers } = await page.ask("/login", { ...form, body: "username=ada&password=pa:ss" });
    expect([status, headers["set-cookie"]]).toEqual([200, undefined]);
    expect((await page.ask("/config")).status).toBe(200);
  });

  it("logs in for the page where it is given a login", async () => {
    const page = serve([urls.locked], { GRADIO_AUTH: "ada:pa:ss" });
    await page.open();
    expect((await page.ask("/config")).status).toBe(200);
  });

  it("serves an app below a path at the same path", async () => {
    const mounted = await answering(async (request, response) => {
      const { pathname } = new URL(request.url ?? "", "http://app");
      if (!pathname.startsWith("/deep/app/")) return void response.writeHead(404).end();
      const answered = await fetch(urls.app + pathname.slice("/deep/app".length));
      response.writeHead(answered.status, { "content-type": answered.headers.get("content-type") ?? "" }).end(await answered.text());
    });
    closing.push(mounted);
    const page = serve([`${mounted.url}deep/app`]);
    expect((await page.open()).body).toContain("url=/deep/app/");
    expect((await page.ask("/deep/app/")).body).toContain('<meta name="gradio-app" content="/deep/app/">');
    expect((await page.ask("/deep/app/config")).status).toBe(200);
    expect((await page.ask("/config")).status).toBe(404);
  });

  it("shows the stages of a Space that has to be woken, and then its app, with the token, which the page does not get", async () => {
    const env = { NODE_OPTIONS: `--import tsx --import ${HUB}`, SPACE_APP: urls.app, HF_TOKEN: "hf_ada" };
    const page = serve(["ada/sleeper"], env);
    await page.open();
    const stages = new Set<string>();
    const shown = await vi.waitUntil(
      async () => {
        const seen = await page.ask("/config");
        if (seen.status !== 503) return seen;
        const { stage, detail } = JSON.parse(seen.body) as { stage: string; detail: string };
        expect(detail).toContain("The Space ada/sleeper ");
        stages.add(stage);
        return false;
      },
      { timeout: 20_000, interval: 20 },
    );
    expect([...stages]).toEqual(expect.arrayContaining(["SLEEPING"]));
    expect(shown.status).toBe(200);
    expect((await page.ask("/")).body).toContain('<meta name="gradio-app-name" content="ada/sleeper">');
    const { body } = await page.ask("/gradio_api/run/headers", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ data: [], session_hash: "s" }),
    });
    expect(JSON.parse(body)).toMatchObject({ data: [{ "x-hf-authorization": "Bearer hf_ada", host: "ada-sleeper.hf.space" }] });
    expect(JSON.stringify([await page.ask("/"), await page.ask("/config"), page.printed])).not.toContain("hf_ada");
  });

  it("tells an open page why there will be no app, and ends as other commands do", async () => {
    const env = { NODE_OPTIONS: `--import tsx --import ${HUB}`, SPACE_APP: urls.app };
    const page = serve(["grace/broken"], env);
    await page.open();
    const told = await vi.waitUntil(
      async () => {
        const seen = await page.ask("/config");
        return seen.status !== 503 && seen;
      },
      { timeout: 20_000, interval: 20 },
    );
    expect([told.status, JSON.parse(told.body)]).toEqual([
      502,
      { stage: "SPACE", detail: expect.stringContaining("has failed to run its app") },
    ]);
    expect(await page.ended).toBe(3);
    expect(page.printed.stderr).toContain("error SPACE: ");
  });

  it("opens the page in the browser", async () => {
    const folder = await mkdtemp(join(tmpdir(), "gradio-ts-browser-"));
    const browser = join(folder, "browser");
    await writeFile(browser, `#!/bin/sh\necho "$1" > '${folder}/opened'\n`, { mode: 0o755 });
    const page = serve([urls.app, "--open"], { BROWSER: browser });
    await page.open();
    const opened = () => readFile(join(folder, "opened"), "utf8").catch(() => "");
    expect(await vi.waitUntil(opened, { timeout: 10_000 })).toBe(`${page.entry}\n`);
    await page.stop();
    await rm(folder, { recursive: true });
  });
});
