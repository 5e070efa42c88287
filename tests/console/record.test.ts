import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ServedPage } from "../cli/served-page.js";
import { liveFolder, liveTests } from "../live/environment/paths.js";
import { prepareEnvironment } from "../live/environment/prepare-environment.js";
import { type ServerProcess, startServer } from "../live/server-process.js";
import { commandWithPage } from "./build-command.js";
import { Browsing } from "./open-page.js";
import { runPython, runTypescript } from "./run-recorded.js";

const FIRST = "Hello Ada, whom I have greeted 0 times before.";
const TWICE = `${FIRST} ${FIRST}`;
const SECOND = "HELLO BOB, WHOM I HAVE GREETED 1 TIMES BEFORE.";

const browsing = new Browsing();
const commands: ServedPage[] = [];
let folder = "";
beforeAll(async () => {
  await mkdir(liveFolder, { recursive: true });
  folder = await mkdtemp(join(liveFolder, "record-"));
});
afterAll(async () => {
  await browsing.close();
  for (const { child } of commands) child.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

/** What a person does in the app's own page (apps/recorded.py), who waits for what each button gives. */
async function useApp(page: Page): Promise<void> {
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const shows = (label: string, text: string) => expect.poll(() => page.getByLabel(label).inputValue(), { timeout: 20_000 }).toBe(text);
  await page.getByLabel("name", { exact: true }).fill("Ada");
  await press("Greet");
  await shows("greeting", FIRST);
  await press("Repeat");
  await shows("answer", TWICE);
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("quiet words") });
  await page.locator('a[href*="note.txt"]').first().waitFor();
  await press("Shout");
  await page.locator('a[href*="shouted.txt"]').first().waitFor();
  await press("Measure");
  await shows("answer", "11 letters");
  await press("Fail");
  await page.getByText("No luck.").first().waitFor();
  await press("Spell");
  await shows("answer", "A-d-a");
  await press("Quick");
  await shows("answer", "Ada Ada");
  await page.getByLabel("name", { exact: true }).fill("Bob");
  await press("Hidden");
  await shows("answer", "Bob Bob");
  await page.getByLabel("loud").check();
  await press("Greet");
  await shows("greeting", SECOND);
}

describe.each(["4.44.1", "5.49.1", "6.31.0"])("gradio-ts record, of the own page of Gradio %s", (version) => {
  let app: ServerProcess;
  beforeAll(async () => {
    app = await startServer({ python: await prepareEnvironment(version), script: join(liveTests, "apps", "recorded.py") });
  }, 600_000);
  afterAll(() => app.stop());

  /** Records a visit. @returns the program. */
  async function recorded(language: string, output: string): Promise<string> {
    const served = new ServedPage(["record", app.url, "--language", language, "-o", output], { main: commandWithPage, cwd: folder });
    commands.push(served);
    await served.open();
    const { page } = await browsing.open(served.entry);
    await page.waitForURL(`${served.origin}/`);
    await useApp(page);
    await page.close();
    expect([await served.stop(), served.printed.stdout]).toEqual([0, ""]);
    const program = await readFile(join(folder, output), "utf8");
    for (const line of program.split("\n")) expect(served.printed.stderr).toContain(line);
    return program;
  }

  test("gives programs that do again what was done there, and get the same", { timeout: 180_000 }, async () => {
    const typescript = await recorded("ts", `${version}.ts`);
    expect(typescript).toContain('const shoutOutput = await client.predict("/shout", { text: handleFile("note.txt") });');
    expect(typescript).toContain('client.predict("/measure", { text: shoutOutput })');
    expect(typescript).toContain('client.predict("/repeat", { greeting: greetOutput })');
    expect(typescript).toMatch(
      /\n\n\/\/ \/fail failed: '?No luck\.'?\n\/\/ Function \d+ has no public name, and cannot be called from a program\.\n$/,
    );
    const answers = (file: unknown) => [FIRST, TWICE, file, "11 letters", "A", "A-d", "A-d-a", "Ada Ada", SECOND];
    expect(await runTypescript(folder, typescript)).toEqual(answers(expect.objectContaining({ orig_name: "shouted.txt" })));
    await rm(join(folder, "note.txt"));
    const python = await recorded("python", `${version}.py`);
    expect(await runPython(folder, python)).toEqual(answers(expect.stringMatching(/shouted\.txt$/)));
    await rm(join(folder, "note.txt"));
    expect((await readdir(folder)).filter((name) => name.includes("note"))).toEqual([]);
  });
});
