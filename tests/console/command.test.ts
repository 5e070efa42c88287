import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ServedPage } from "../cli/served-page.js";
import { liveTests } from "../live/environment/paths.js";
import { prepareEnvironment } from "../live/environment/prepare-environment.js";
import { type ServerProcess, startServer } from "../live/server-process.js";
import { testApp } from "./app.js";
import { commandWithPage } from "./build-command.js";
import { Browsing, type WatchedPage } from "./open-page.js";
import { finishRun, outputs } from "./run-region.js";
import { goTo } from "./use-console.js";

const HUB = new URL("../cli/hugging-face.ts", import.meta.url).pathname;

const browsing = new Browsing();
const commands: ServedPage[] = [];
afterAll(async () => {
  await browsing.close();
  for (const { child } of commands) child.kill("SIGKILL");
});

function serve(app: string, env: Readonly<Record<string, string>> = {}): ServedPage {
  const served = new ServedPage(["console", app], { main: commandWithPage, env });
  commands.push(served);
  return served;
}

/** The page at a command's address, once that has led there. */
async function visit(served: ServedPage): Promise<WatchedPage> {
  await served.open();
  const watched = await browsing.open(served.entry, { failures: true });
  await watched.page.waitForURL(`${served.origin}/**`);
  return watched;
}

describe.each(["3.50.2", "4.44.1", "6.31.0"])("gradio-ts console, for Gradio %s", (version) => {
  let app: ServerProcess;
  beforeAll(async () => {
    app = await startServer({
      python: await prepareEnvironment(version),
      script: join(liveTests, "apps", "recorded.py"),
      env: { AUTH: "1" },
    });
  }, 600_000);
  afterAll(() => app.stop());

  test("runs calls, uploads and shows files, and asks nobody but this machine", { timeout: 60_000 }, async () => {
    const served = serve(app.url, { GRADIO_AUTH: "ada:swordfish" });
    const { page, complaints, foreign } = await visit(served);
    await goTo(page, "/greet");
    await page.getByRole("textbox", { name: /name/ }).fill("Ada");
    // Code is for elsewhere: it calls the app itself.
    expect(await page.locator("pre code").first().textContent()).toContain(`Client.connect("${app.url}"`);
    await finishRun(page);
    expect(await outputs(page).textContent()).toContain("Hello Ada, whom I have greeted 0 times before.");
    await goTo(page, "/shout");
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("quiet words") });
    await finishRun(page);
    const link = await page.getByRole("link", { name: "shouted.txt" }).getAttribute("href");
    const saved = await page.evaluate(async (href) => (await fetch(href)).text(), link ?? "");
    expect(saved).toBe("QUIET WORDS");
    expect([complaints, foreign]).toEqual([[], []]);
    await page.close();
    expect(await served.stop()).toBe(0);
  });

  test("asks for the login that nobody gave, and keeps it in the command", { timeout: 60_000 }, async () => {
    const served = serve(app.url);
    const { page, foreign } = await visit(served);
    await page.getByLabel("User").fill("ada");
    await page.getByLabel("Password").fill("swordfish");
    await page.getByRole("button", { name: "Log in" }).click();
    await goTo(page, "/greet");
    const cookies = await page.context().cookies();
    expect([cookies.map(({ name }) => name), foreign]).toEqual([[`gradio-ts-${new URL(served.origin).port}`], []]);
    await page.close();
    await served.stop();
  });
});

test("gradio-ts console shows how far a sleeping Space is, and goes on to its app", { timeout: 60_000 }, async () => {
  const app = testApp();
  const { url } = await app.listen({ port: 0 });
  const env = { NODE_OPTIONS: `--import tsx --import ${HUB}`, SPACE_APP: url };
  const served = serve("ada/slow", env);
  const { page } = await visit(served);
  await page.getByText("The Space ada/slow is starting.").waitFor();
  await page.getByRole("navigation", { name: "Endpoints" }).waitFor({ timeout: 40_000 });
  await goTo(page, "/add");
  expect(await page.locator("pre code").first().textContent()).toContain('Client.connect("ada/slow"');
  await finishRun(page);
  expect(await outputs(page).textContent()).toContain("3");
  await page.close();
  await served.stop();
  await app.close({ drain: 0 });
});
