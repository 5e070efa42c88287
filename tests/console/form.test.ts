import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { testApp } from "./app.js";
import { beep, PIXEL } from "./media.js";
import { finishRun, outputs, runRegion, startRun } from "./run-region.js";
import { goTo, useConsole } from "./use-console.js";

const { open } = useConsole(testApp());
const choose = (page: Page, name: string, mimeType: string, buffer: Buffer) =>
  page.locator('form input[type="file"]').setInputFiles({ name, mimeType, buffer });

describe("the form", () => {
  test("runs a call with what stands in it, by button and by keys", async () => {
    const page = await open("/add");
    await page.getByLabel("a", { exact: true }).fill("40");
    await finishRun(page);
    expect(await outputs(page).textContent()).toBe("42");
    await page.getByLabel("b", { exact: true }).fill("3");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => outputs(page).textContent()).toBe("43");
  });

  test("has a control for each kind of parameter, filled with its default", async () => {
    const page = await open("/controls");
    expect(await page.getByRole("radio", { name: "fast" }).isChecked()).toBe(true);
    expect(await page.getByRole("slider", { name: "strength" }).inputValue()).toBe("40");
    await page.getByRole("radiogroup", { name: "how" }).getByRole("radio", { name: "slowly" }).check();
    await page.getByRole("combobox", { name: "which" }).selectOption({ label: "one" });
    await page.getByRole("group", { name: "some" }).getByRole("checkbox", { name: "y" }).check();
    await page.getByRole("slider", { name: "strength" }).fill("55");
    await page.getByRole("checkbox", { name: "sure" }).uncheck();
    await page.getByRole("textbox", { name: "extra" }).fill('{"deep": [1, 2]}');
    await finishRun(page);
    const shown = (await outputs(page).textContent()) ?? "";
    for (const part of ['how: "slowly"', 'which: "one"', '0: "x"', '1: "y"', "strength: 55", "sure: false", "0: 1", "1: 2"])
      expect(shown).toContain(part);
  });

  test("names the field that holds no JSON, goes there, and sends nothing until it is corrected", async () => {
    const page = await open("/controls");
    const extra = page.getByRole("textbox", { name: "extra" });
    await extra.fill("{");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    expect(await extra.getAttribute("aria-invalid")).toBe("true");
    expect(await extra.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.locator(".mistake").textContent()).toContain("This is no JSON");
    expect(await runRegion(page).count()).toBe(0);
    await extra.fill("{}");
    expect(await page.locator(".mistake").count()).toBe(0);
    await finishRun(page);
  });

  test("says at its field what the client or the app refuses, until it is changed", async () => {
    const page = await open("/add");
    await page.getByLabel("a", { exact: true }).fill("");
    await page.getByLabel("b", { exact: true }).fill("");
    await finishRun(page); // What is left empty takes its default.
    expect(await outputs(page).textContent()).toBe("3");
    await goTo(page, "/read");
    await startRun(page);
    expect(await runRegion(page).getByRole("alert").textContent()).toContain("Nothing was sent");
    expect(await page.locator(".mistake").textContent()).toContain("document");
    await choose(page, "note.txt", "text/plain", Buffer.from("x"));
    expect(await page.locator(".mistake").count()).toBe(0);
  });

  test("uploads a chosen file with the call", async () => {
    const page = await open("/read");
    await choose(page, "note.txt", "text/plain", Buffer.from("grüße"));
    await finishRun(page);
    expect(await outputs(page).textContent()).toBe("grüße");
  });

  test("takes files that are dropped on it, and lets go of some", async () => {
    const page = await open("/count");
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      for (const name of ["a.txt", "b.txt", "c.txt"]) transfer.items.add(new File([name], name));
      return transfer;
    });
    await page.locator(".drop").dispatchEvent("drop", { dataTransfer: data });
    await page.getByRole("button", { name: "Remove b.txt" }).click();
    await finishRun(page);
    expect(await outputs(page).textContent()).toBe("2");
  });

  test("shows pictures, sound and film that were chosen", async () => {
    const page = await open("/see");
    await choose(page, "dot.png", "image/png", PIXEL);
    const picture = page.locator("form").getByRole("img", { name: "dot.png" });
    await expect.poll(() => picture.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(1);
    await goTo(page, "/hear");
    await choose(page, "beep.wav", "audio/wav", Buffer.from(beep()));
    const sound = page.locator("form audio");
    await expect.poll(() => sound.evaluate((element) => (element as HTMLAudioElement).duration)).toBeCloseTo(0.1, 2);
    await goTo(page, "/watch");
    await choose(page, "film.mp4", "video/mp4", Buffer.from("no film"));
    await page.locator("form video").waitFor();
  });

  test("records the microphone, and gives what was said to the call", async () => {
    const page = await open("/hear");
    await page.getByRole("button", { name: "Record from the microphone" }).click();
    await page.getByRole("button", { name: "Stop recording" }).waitFor();
    await page.waitForTimeout(500);
    await page.getByRole("button", { name: "Stop recording" }).click();
    await page.locator("form audio").waitFor();
    await finishRun(page);
    const [bytes, name] = await outputs(page).allTextContents();
    expect(Number(bytes)).toBeGreaterThan(10_000);
    expect(name).toBe("recording.wav");
  });

  test("writes a conversation message by message", async () => {
    const page = await open("/reply");
    await page.getByRole("button", { name: "Add a message" }).click();
    await page.getByRole("textbox", { name: "Message 1" }).fill("Hello?");
    await page.getByRole("button", { name: "Add a message" }).click();
    await page.getByRole("textbox", { name: "Message 2" }).fill("Who is there?");
    await page.getByRole("button", { name: "Remove message 1" }).click();
    await page.getByRole("combobox", { name: "Role of message 1" }).selectOption("user");
    await finishRun(page);
    const lines = await outputs(page).getByRole("listitem").allTextContents();
    expect(lines[0]).toBe("user Who is there?");
    expect(lines).toHaveLength(2);
  });

  test("looks into no file of 500 MB, and stays usable", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gradio-ts-console-"));
    try {
      const path = join(folder, "long.png");
      const descriptor = openSync(path, "w");
      ftruncateSync(descriptor, 500_000_000);
      closeSync(descriptor);
      const page = await open("/see");
      await page.locator('form input[type="file"]').setInputFiles(path);
      expect(await page.getByRole("list", { name: "Chosen" }).textContent()).toContain("long.png 500,000,000 bytes, too large to preview");
      expect(await page.locator("form img").count()).toBe(0);
      const memory = await page.evaluate(() => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize);
      expect(memory).toBeLessThan(100_000_000);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("keeps what was typed while another endpoint is looked at", async () => {
    const page = await open("/spell");
    await page.getByLabel("word").fill("kept");
    await goTo(page, "/add");
    await goTo(page, "/spell");
    expect(await page.getByLabel("word").inputValue()).toBe("kept");
  });
});
