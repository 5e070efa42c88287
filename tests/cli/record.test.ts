import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { answering } from "./answers.js";
import { makeApp } from "./app.js";
import { runCommand } from "./run-command.js";
import { ServedPage } from "./served-page.js";

const app = makeApp();
const locked = makeApp({ auth: [["ada", "pa:ss"]] });
const urls = { app: "", locked: "" };
const pages: ServedPage[] = [];
let folder = "";

beforeAll(async () => {
  urls.app = (await app.listen({ port: 0 })).url;
  urls.locked = (await locked.listen({ port: 0 })).url;
  folder = await mkdtemp(join(tmpdir(), "gradio-ts-record-"));
});
afterAll(async () => {
  for (const { child } of pages) child.kill("SIGKILL");
  await Promise.all([app.close({ drain: 0 }), locked.close({ drain: 0 })]);
  await rm(folder, { recursive: true });
});

async function record(...words: readonly string[]): Promise<ServedPage> {
  const page = new ServedPage(["record", ...words], { cwd: folder });
  pages.push(page);
  await page.open();
  return page;
}

/** A call as a page makes it, beside the queue. */
async function call(page: ServedPage, name: string, ...data: readonly unknown[]): Promise<number | undefined> {
  const headers = { "content-type": "application/json" };
  return (await page.ask(`/gradio_api/run/${name}`, { method: "POST", headers, body: JSON.stringify({ data }) })).status;
}

const PROGRAM =
  /^import \{ Client \} from "@gradio-ts\/client";\n\n.*\nconsole\.log\(await client\.predict\("\/echo", \{ text: "one" \}\)\);\n.*"two".*\n$/s;

describe.concurrent("gradio-ts record", () => {
  it("prints the program and nothing else on stdout, and each call on stderr when it has ended", async () => {
    const page = await record(urls.app);
    await call(page, "echo", "one");
    await vi.waitUntil(() => page.printed.stderr.includes('"one"'), { timeout: 10_000 });
    expect(page.printed.stdout).toBe("");
    await call(page, "echo", "two");
    expect(await page.stop()).toBe(0);
    expect(page.printed.stdout).toMatch(PROGRAM);
    expect(page.printed.stderr).toContain("Ctrl-C ends the recording.");
  });

  it("says no more than the address with --quiet, and prints nothing where nothing was done", async () => {
    const page = await record(urls.app, "--quiet");
    expect(await page.stop()).toBe(0);
    expect(page.printed).toEqual({ stdout: "", stderr: expect.stringMatching(/^http:\S+\n$/) });
  });

  it("keeps its file up to date, so that it is there if the command is killed", async () => {
    const page = await record(urls.app, "-o", "killed/session.ts");
    await call(page, "echo", "one");
    await call(page, "echo", "two");
    const written = () => readFile(join(folder, "killed/session.ts"), "utf8").catch(() => "");
    await vi.waitUntil(async () => (await written()).includes('"two"'), { timeout: 10_000 });
    page.child.kill("SIGKILL");
    await page.ended;
    expect(await written()).toMatch(PROGRAM);
  });

  it("writes what there is when its time is up", async () => {
    const page = await record(urls.app, "--timeout", "4s", "--language", "python");
    await call(page, "echo", "late");
    expect(await page.ended).toBe(6);
    expect(page.printed.stdout).toContain('client.predict(text="late", api_name="/echo")');
  });

  it("records an app whose page somebody has logged in to", async () => {
    const page = await record(urls.locked);
    const form = { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" } };
    expect(await call(page, "echo", "early")).toBe(401);
    await page.ask("/login", { ...form, body: "username=ada&password=pa:ss" });
    expect(await call(page, "echo", "one")).toBe(200);
    await call(page, "echo", "two");
    expect(await page.stop()).toBe(0);
    expect(page.printed.stdout).toContain('client.predict("/echo", { text: "one" })');
  });

  it("leaves out what failed, and says so", async () => {
    const page = await record(urls.app, "--language", "bash");
    expect(await call(page, "fail")).toBe(500);
    expect(await call(page, "nowhere")).not.toBe(200);
    expect(await page.stop()).toBe(0);
    expect(page.printed.stdout).toMatch(/^# \/fail failed: red bell clear reversed second line\n/);
  });

  it("needs Gradio 4, and says so before any address is printed", async () => {
    const old = await answering((request, response) => {
      const body =
        request.url === "/config"
          ? { version: "3.50.2\n", components: [], dependencies: [] }
          : { named_endpoints: {}, unnamed_endpoints: {} };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    const { code, stdout, stderr } = await runCommand(["record", old.url], { cwd: folder });
    old.close();
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toBe("error UNSUPPORTED_APP: record needs Gradio 4, and the app has 3.50.2. console has the code of each call.\n");
  });

  it("replaces no file, and knows four languages", async () => {
    await writeFile(join(folder, "mine.ts"), "mine");
    const taken = await runCommand(["record", urls.app, "-o", "mine.ts"], { cwd: folder });
    expect(taken).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining('"mine.ts" exists; a recording replaces nothing.'),
    });
    expect(await readFile(join(folder, "mine.ts"), "utf8")).toBe("mine");
    expect(await runCommand(["record", urls.app, "--language", "ruby"])).toMatchObject({ code: 2, stdout: "" });
  });
});
