import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError, file, number, Server, text } from "@gradio-ts/server";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { liveFolder } from "../live/environment/paths.js";
import { findBarriers } from "./find-barriers.js";
import { Browsing } from "./open-page.js";
import { runPython, runTypescript } from "./run-recorded.js";
import { outputs, runRegion, startRun } from "./run-region.js";
import { goTo } from "./use-console.js";

const NOTE = "grüße von weit her und von ganz nah";

const app = new Server({ title: "Recorded", state: () => ({ words: [] as string[] }) })
  .api("/frame", { inputs: { document: file() }, output: file() })
  .handle(async ({ document }) => new File([`[${await document.text()}]`], "framed.txt"))
  .api("/read", { inputs: { document: file() }, output: text() })
  .handle(({ document }) => document.text())
  .api("/shout", { inputs: { text: text() }, output: text() })
  .handle(({ text }) => text.toUpperCase())
  .api("/remember", { inputs: { word: text() }, output: number() })
  .handle(({ word }, { state }) => state.words.push(word))
  .api("/fail", { output: text() })
  .handle(() => {
    throw new AppError("no");
  });
const OUTPUTS = [expect.stringContaining("framed.txt"), `[${NOTE}]`, `[${NOTE}]`.toUpperCase(), 1, 2];

const browsing = new Browsing();
let url = "";
let folder = "";
beforeAll(async () => {
  url = (await app.listen({ port: 0 })).url;
  await mkdir(liveFolder, { recursive: true });
  folder = await mkdtemp(join(liveFolder, "recorder-"));
  await writeFile(join(folder, "note.txt"), NOTE);
});
afterAll(async () => {
  await browsing.close();
  await app.close({ drain: 0 });
  await rm(folder, { recursive: true });
});

async function call(page: Page, endpoint: string, fill: () => Promise<unknown>, end = "Finished"): Promise<void> {
  await goTo(page, endpoint);
  await fill();
  await startRun(page);
  await runRegion(page).locator(".status", { hasText: end }).waitFor();
}

const word = (page: Page, text: string) => () => page.getByLabel("word").fill(text);

test("turns what was done on the page into programs that do it again", { timeout: 180_000 }, async () => {
  const { page, complaints, foreign } = await browsing.open(url);
  const recorder = page.getByRole("region", { name: "Recorder" });
  const output = outputs(page);

  await call(page, "/remember", word(page, "before"));
  await recorder.getByRole("button", { name: "Record calls" }).click();
  await call(page, "/frame", () => page.locator('input[type="file"]').setInputFiles(join(folder, "note.txt")));
  await call(page, "/read", () => page.getByLabel("A file of an earlier call").selectOption("framed.txt"));
  const read = (await output.textContent()) ?? "";
  await call(page, "/fail", async () => {}, "Failed");
  await call(page, "/shout", () => page.getByLabel("text").fill(read));
  expect(await output.textContent()).toBe(OUTPUTS[2]);
  await call(page, "/remember", word(page, "one"));
  expect(await recorder.locator("pre code").textContent()).not.toContain('"two"');
  await call(page, "/remember", word(page, "two"));
  await expect.poll(() => recorder.locator("pre code").textContent()).toContain('"two"');
  await recorder.getByRole("button", { name: "Stop recording" }).click();
  await call(page, "/remember", word(page, "after"));

  expect(await recorder.getByRole("status").textContent()).toBe("Recorded: 5 calls");
  expect(await recorder.getByRole("listitem").allTextContents()).toEqual(["/frame", "/read", "/shout", "/remember", "/remember"]);
  const typescript = (await recorder.locator("pre code").textContent()) ?? "";
  expect(typescript).toContain('const frameOutput = await client.predict("/frame", { document: handleFile("note.txt") });');
  expect(typescript).toContain('const readOutput = await client.predict("/read", { document: frameOutput });');
  expect(typescript).toContain('await client.predict("/shout", { text: readOutput })');
  expect(typescript).not.toMatch(/fail|before|after/);
  await recorder.getByRole("button", { name: "Python" }).click();
  const python = (await recorder.locator("pre code").textContent()) ?? "";
  expect(await findBarriers(page)).toEqual([]);
  expect([complaints, foreign]).toEqual([[], []]);
  await page.close();

  expect(await runTypescript(folder, typescript)).toEqual([expect.objectContaining({ orig_name: "framed.txt" }), ...OUTPUTS.slice(1)]);
  expect(await runPython(folder, python)).toEqual(OUTPUTS);
});
