import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { PIXEL } from "./media.js";
import { finishRun, outputs } from "./run-region.js";
import { showEndpoint, useGradio } from "./use-gradio.js";

const widthOf = (picture: Locator) => picture.evaluate((element) => (element as HTMLImageElement).naturalWidth);
const durationOf = (sound: Locator) => sound.evaluate((element) => (element as HTMLAudioElement).duration);
const fillAll = async (page: Page, text: string) => {
  for (const input of await page.locator("form textarea, form input:not([type='file'])").all()) await input.fill(text);
};

describe.each(["3.50.2", "4.44.1", "6.31.0"])("the files of an app of Gradio %s", (version) => {
  const open = useGradio(version, "files.py");

  test("are shown: pictures, galleries, sound, several at once", async () => {
    const page = open();
    await showEndpoint(page, "/paint");
    await fillAll(page, "red");
    await finishRun(page);
    const pictures = outputs(page).getByRole("img");
    expect(await pictures.count()).toBe(3);
    for (const picture of await pictures.all()) await expect.poll(() => widthOf(picture)).toBe(4);
    await showEndpoint(page, "/speak");
    await fillAll(page, "1");
    await finishRun(page);
    await expect.poll(() => durationOf(outputs(page).locator("audio"))).toBeCloseTo(1, 1);
    await showEndpoint(page, "/write_many");
    await fillAll(page, "a.txt,b.txt");
    await finishRun(page);
    expect(await outputs(page).getByRole("link").allTextContents()).toEqual([expect.stringContaining("a"), expect.stringContaining("b")]);
  });

  test("are taken: pictures that were chosen", async () => {
    const page = open();
    await showEndpoint(page, "/give_back_image");
    await page.locator('form input[type="file"]').setInputFiles({ name: "dot.png", mimeType: "image/png", buffer: PIXEL });
    await finishRun(page);
    await expect.poll(() => widthOf(outputs(page).getByRole("img"))).toBe(1);
  });
});

describe("the files of the newest Gradio", () => {
  const open = useGradio("6.31.0", "files.py");

  test("stand in JSON by their names, where a message carries them", async () => {
    const page = open();
    await showEndpoint(page, "/look_at_message");
    await page.getByLabel("Attach files").setInputFiles({ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("hello") });
    expect(await page.locator(".attached").textContent()).toContain('Write "file:note.txt" where it belongs.');
    await page.locator("form textarea").fill('{"text": "look", "files": ["file:note.txt"]}');
    await finishRun(page);
    expect(await outputs(page).textContent()).toContain('["look", [{"name": "note.txt", "size": 5');
  });

  test("that are still being made are played when they are whole", async () => {
    const page = open();
    await showEndpoint(page, "/stream_tone");
    await fillAll(page, "2");
    await finishRun(page);
    await expect.poll(() => durationOf(outputs(page).locator("audio")), { timeout: 15_000 }).toBeGreaterThan(1.5);
  });
});
