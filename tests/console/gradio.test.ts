import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { findBarriers } from "./find-barriers.js";
import { finishRun, outputs, runRegion, startRun } from "./run-region.js";
import { showEndpoint, useGradio } from "./use-gradio.js";
import { watchTexts } from "./watch-texts.js";

const field = (page: Page, name: string): Locator => page.getByLabel(new RegExp(`^${name}( |$)`)).first();

describe.each(["3.50.2", "4.44.1", "6.31.0"])("the page of an app of Gradio %s", (version) => {
  const open = useGradio(version, "suite.py");

  test("has the controls of its components, filled with what they hold there", async () => {
    const page = open();
    await showEndpoint(page, "/choose");
    const code = () => page.getByRole("region", { name: "Code" }).locator("code").textContent();
    for (const part of ["apple", "large", "cream"]) expect(await page.locator("form").textContent()).toContain(part);
    await page.getByRole("radiogroup").getByRole("radio", { name: "large" }).check();
    await page
      .getByRole("group", { name: /^extras/ })
      .getByRole("checkbox", { name: "cream" })
      .check();
    await page.getByRole("slider").fill("7");
    await field(page, "fruit").selectOption({ label: "apple" });
    expect(await code()).toContain("7");
    await finishRun(page);
    const shown = await outputs(page).allTextContents();
    expect([shown[0], shown[2], shown[4]]).toEqual(["apple", "large", "7"]);
    expect(shown[3]).toContain("cream");
    expect(await findBarriers(page)).toEqual([]);
  });

  test("shows texts that grow, trackers and conversations as they come", async () => {
    const page = open();
    await showEndpoint(page, "/grow");
    await field(page, "n").or(page.locator("form input")).first().fill("30");
    const texts = await watchTexts(page, ".run dd");
    await finishRun(page);
    expect((await texts()).length).toBeGreaterThan(1);
    expect(await outputs(page).textContent()).toMatch(/^wörd0 😀 .* wörd29 😀 $/);
    await showEndpoint(page, "/read");
    for (const input of await page.locator("form input").all()) await input.fill("2");
    const trackers = await watchTexts(page, ".run label:has(progress)");
    await finishRun(page);
    expect((await trackers()).join()).toMatch(/book.*\/2 chapters/);
    await showEndpoint(page, "/converse");
    const conversation = await watchTexts(page, ".run .chat");
    await finishRun(page);
    expect((await conversation()).join()).toContain("user hi");
  });

  test("shows labels, tables and files, and takes a table as JSON", async () => {
    const page = open();
    await showEndpoint(page, "/classify");
    await finishRun(page);
    expect(await outputs(page).textContent()).toContain("cat 75.0 %");
    await showEndpoint(page, "/shrink_table");
    await finishRun(page);
    expect(await outputs(page).getByRole("row").count()).toBeGreaterThan(1);
    await showEndpoint(page, "/double");
    await page.locator("form textarea").fill('{"headers": ["a", "b"], "data": [[1, 2], [3, 4]]}');
    await finishRun(page);
    expect(await outputs(page).getByRole("cell").allTextContents()).toEqual(["2", "4", "6", "8"]);
    await showEndpoint(page, "/give_back");
    await page
      .locator('form input[type="file"]')
      .setInputFiles({ name: "grüße.txt", mimeType: "text/plain", buffer: Buffer.from("hello") });
    await finishRun(page);
    const saved = page.waitForEvent("download");
    await outputs(page).getByRole("link").click();
    expect((await saved).suggestedFilename()).toContain(".txt");
  });

  test("says what its functions say when they fail, and stops them", async () => {
    const page = open();
    await showEndpoint(page, "/refuse");
    await field(page, "text").fill("that");
    await startRun(page);
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain("won't do that");
    await showEndpoint(page, "/slow");
    await page.locator("form textarea").first().fill("x");
    await page.locator("form input").first().fill("5");
    await startRun(page);
    await runRegion(page).getByText("Running").first().waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await runRegion(page).locator(".status", { hasText: "Cancelled" }).waitFor();
  });
});
