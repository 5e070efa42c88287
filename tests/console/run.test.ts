import { describe, expect, test } from "vitest";
import { testApp } from "./app.js";
import { finishRun, outputs, runRegion, startRun } from "./run-region.js";
import { goTo, useConsole } from "./use-console.js";
import { watchTexts } from "./watch-texts.js";

const { open } = useConsole(testApp());

describe("a call", () => {
  test("shows outputs as they come, its trackers and the app's log", async () => {
    const page = await open("/spell");
    const word = "abcdefghijklmnopqrstuvwxyz";
    await page.getByLabel("word").fill(word);
    const texts = await watchTexts(page, ".run dd");
    const trackers = await watchTexts(page, ".run label:has(progress)");
    await finishRun(page);
    expect(await outputs(page).textContent()).toBe(word);
    expect((await texts()).length).toBeGreaterThan(1);
    for (const text of await texts()) expect(word.startsWith(text)).toBe(true);
    for (const tracker of await trackers()) expect(tracker).toMatch(/^Spelling: \d+\/26 letters/);
    expect((await trackers()).length).toBeGreaterThan(0);
    expect(await page.getByRole("list", { name: "Log" }).textContent()).toBe("Note spelling begins");
  });

  test("shows its place in the queue, and can be cancelled there and where it runs", async () => {
    const first = await open("/wait");
    await startRun(first);
    await runRegion(first).getByText("Running").first().waitFor();
    const second = await open("/wait");
    await startRun(second);
    await runRegion(second)
      .getByText(/In the queue, 0 ahead/)
      .waitFor();
    for (const page of [second, first]) {
      await page.getByRole("button", { name: "Cancel" }).click();
      await expect.poll(() => runRegion(page).locator(".status").textContent()).toBe("Cancelled");
      expect(await page.getByRole("alert").count()).toBe(0);
      expect(await page.getByRole("button", { name: "Cancel" }).isDisabled()).toBe(true);
    }
  });

  test("that fails tells the app's title and words, and what to do", async () => {
    const page = await open("/fail");
    await startRun(page);
    const alert = page.getByRole("alert");
    await alert.waitFor();
    for (const part of ["Tired", "APP_ERROR", "The model is asleep.", "Other inputs may do"])
      expect(await alert.textContent()).toContain(part);
  });

  test("is told to those who hear the page by few words, not by each output", async () => {
    const page = await open("/spell");
    await page.getByLabel("word").fill("abcdefghij");
    const words = await watchTexts(page, '.run [role="status"]');
    await finishRun(page);
    expect((await words()).at(-1)).toBe("Finished");
    expect((await words()).length).toBeLessThanOrEqual(4);
  });

  test("is remembered; chosen in the history, its outputs are shown and its inputs put back", async () => {
    const page = await open("/add");
    await page.getByLabel("a", { exact: true }).fill("40");
    await finishRun(page);
    await page.getByLabel("a", { exact: true }).fill("50");
    await finishRun(page);
    await goTo(page, "/fail");
    await startRun(page);
    await page.getByRole("alert").waitFor();
    const calls = page.getByRole("region", { name: "Calls of this page" }).getByRole("listitem");
    expect(await calls.count()).toBe(3);
    expect(await calls.first().textContent()).toMatch(/^\/fail .* Failed$/);
    await calls.last().getByRole("button", { name: "/add" }).click();
    await expect.poll(() => outputs(page).textContent()).toBe("42");
    expect(await page.getByLabel("a", { exact: true }).inputValue()).toBe("40");
  });

  test.each([
    "TypeScript",
    "Python",
    "curl",
    "Command line",
  ])("is written in %s as it stands in the form, to be copied", async (language) => {
    const page = await open("/spell");
    await page.getByLabel("word").fill("marmalade");
    await page.getByRole("button", { name: language, exact: true }).click();
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const code = await page.locator("pre code").textContent();
    expect(code).toContain("marmalade");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
  });

  test("of 10,000 steps leaves the page free to be used", async () => {
    const page = await open("/steps");
    await page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(globalThis, { tasks });
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        entryTypes: ["longtask"],
      });
    });
    await startRun(page);
    // Somebody types meanwhile.
    await page.getByRole("searchbox").pressSequentially("spell", { delay: 20 });
    await runRegion(page).locator(".status", { hasText: "Finished" }).waitFor({ timeout: 25_000 });
    expect((await outputs(page).textContent())?.trim()).toBe("10000");
    const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
    expect(Math.max(0, ...tasks)).toBeLessThan(500);
  });
});
