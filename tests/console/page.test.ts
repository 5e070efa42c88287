import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "./app.js";
import { findBarriers } from "./find-barriers.js";
import { Browsing, type WatchedPage } from "./open-page.js";

const browsing = new Browsing();
const app = testApp();
let url = "";
let opened: WatchedPage[] = [];

beforeAll(async () => {
  url = (await app.listen({ port: 0 })).url;
});
afterAll(async () => {
  await browsing.close();
  await app.close({ drain: 0 });
});
afterEach(async () => {
  for (const { page, complaints, foreign } of opened) {
    expect(complaints).toEqual([]);
    expect(foreign).toEqual([]);
    await page.close();
  }
  opened = [];
});

async function open(endpoint: string, options: { failures?: boolean; width?: number } = {}): Promise<Page> {
  const watched = await browsing.open(`${url}/#${encodeURIComponent(endpoint)}`, options);
  opened.push(watched);
  await watched.page.getByRole("heading", { level: 2, name: endpoint, exact: true }).waitFor();
  return watched.page;
}

const run = (page: Page) => page.getByRole("button", { name: "Run" }).click();
const status = (page: Page) => page.getByRole("region", { name: "Run" }).getByRole("status");
const finished = (page: Page) => page.getByRole("region", { name: "Run" }).getByText("Finished").waitFor();
const output = (page: Page) => page.getByRole("region", { name: "Run" }).locator("dd");

describe("the console", () => {
  test("lists the endpoints, finds them by words, and keeps the chosen one in the address", async () => {
    const page = await open("/add");
    const list = page.getByRole("navigation", { name: "Endpoints" });
    expect(await list.getByRole("button").allTextContents()).toEqual([
      "/add",
      "/spell",
      "/wait",
      "/fail",
      "/controls",
      "/read",
      "/paint",
      "/table",
      "/talk",
      "/hostile",
      "/count",
    ]);
    await page.getByRole("searchbox").fill("two NUMBERS");
    expect(await list.getByRole("button").allTextContents()).toEqual(["/add"]);
    await page.getByRole("searchbox").fill("");
    await list.getByRole("button", { name: "/spell" }).click();
    await page.getByRole("heading", { name: "/spell" }).waitFor();
    expect(new URL(page.url()).hash).toBe("#%2Fspell");
    await page.goBack();
    await page.getByRole("heading", { name: "/add" }).waitFor();
  });

  test("runs a call with what stands in the form, by button and by keys", async () => {
    const page = await open("/add");
    await page.getByLabel("a a").fill("40");
    await run(page);
    await finished(page);
    expect(await output(page).textContent()).toBe("42");
    await page.getByLabel("b b").fill("3");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => output(page).textContent()).toBe("43");
  });

  test("shows outputs as they come, progress and the app's log", async () => {
    const page = await open("/spell");
    await page.getByLabel("word").fill("abcdef");
    await run(page);
    await finished(page);
    expect(await output(page).textContent()).toBe("abcdef");
    expect(await page.getByRole("list", { name: "Log" }).textContent()).toContain("spelling begins");
  });

  test("cancels a call", async () => {
    const page = await open("/wait");
    await run(page);
    await expect.poll(() => status(page).textContent()).toContain("Running");
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect.poll(() => status(page).textContent()).toBe("Failed");
    expect(await page.getByRole("alert").textContent()).toContain("CANCELLED");
    expect(await page.getByRole("button", { name: "Cancel" }).isDisabled()).toBe(true);
  });

  test("tells an error with the app's title and words", async () => {
    const page = await open("/fail");
    await run(page);
    expect(await page.getByRole("alert").textContent()).toBe("TiredAPP_ERRORThe model is asleep.");
  });

  test("has a control for each kind of parameter", async () => {
    const page = await open("/controls");
    await page.getByRole("radio", { name: "slowly" }).check();
    await page.getByRole("combobox").selectOption({ label: "one" });
    await page.getByRole("checkbox", { name: "y" }).check();
    await page.getByRole("slider").fill("55");
    await page.getByRole("checkbox", { name: "sure" }).uncheck();
    await page.getByLabel("extra").fill('{"deep": [1, 2]}');
    await run(page);
    await finished(page);
    const code = (await page.locator("pre code").textContent()) ?? "";
    expect(code).toContain("strength: 55");
    const shown = (await output(page).textContent()) ?? "";
    for (const part of ['how: "slowly"', 'which: "one"', "strength: 55", "sure: false", '0: "x"', '1: "y"']) expect(shown).toContain(part);
  });

  test("says which parameter holds no JSON, and sends nothing", async () => {
    const page = await open("/controls");
    await page.getByLabel("extra").fill("{");
    expect(await page.getByRole("alert").textContent()).toContain("extra is no JSON");
    await run(page);
    expect(await page.getByRole("region", { name: "Run" }).count()).toBe(0);
  });

  test("uploads a chosen file with the call", async () => {
    const page = await open("/read");
    await page.locator('input[type="file"]').setInputFiles({ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("grüße") });
    await run(page);
    await finished(page);
    expect(await output(page).textContent()).toBe("grüße");
  });

  test("asks for a file that is required", async () => {
    const page = await open("/read");
    await run(page);
    expect(await page.getByRole("alert").textContent()).toContain("document");
  });

  test("shows a picture, and gives it to be saved", async () => {
    const page = await open("/paint");
    await run(page);
    await finished(page);
    const picture = page.getByRole("img", { name: "dot.png" });
    await expect.poll(() => picture.evaluate((element) => (element as unknown as { naturalWidth: number }).naturalWidth)).toBe(1);
    expect(await page.getByRole("link", { name: "dot.png" }).getAttribute("download")).toBe("dot.png");
  });

  test("shows a table a hundred rows at a time", async () => {
    const page = await open("/table");
    await run(page);
    await finished(page);
    expect(await page.getByRole("row").count()).toBe(101);
    await page.getByRole("button", { name: "150 more rows" }).click();
    expect(await page.getByRole("row").count()).toBe(201);
  });

  test("keeps its hands free in a stream of 10,000 steps", async () => {
    const page = await open("/count");
    await run(page);
    const longest = await page.evaluate(async () => {
      let longest = 0;
      for (let last = performance.now(), end = last + 2000; last < end; ) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
      }
      return longest;
    });
    expect(longest).toBeLessThan(1500);
    await page.getByRole("region", { name: "Run" }).getByText("Finished").waitFor({ timeout: 25_000 });
    expect(await output(page).textContent()).toBe(" 10000");
  });

  test.each(["TypeScript", "Python", "curl", "Command line"])("writes the call in %s", async (language) => {
    const page = await open("/spell");
    await page.getByLabel("word").fill("marmalade");
    await page.getByRole("button", { name: language, exact: true }).click();
    expect(await page.locator("pre code").textContent()).toContain("marmalade");
  });

  test("remembers the calls of this page", async () => {
    const page = await open("/add");
    await run(page);
    await finished(page);
    await page.getByRole("navigation").getByRole("button", { name: "/fail" }).click();
    await page.getByRole("heading", { name: "/fail" }).waitFor();
    await run(page);
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("region", { name: "History" }).getByRole("listitem").count()).toBe(2);
  });

  test("takes no text, name or file of an app for markup", async () => {
    const page = await open("/hostile");
    await run(page);
    await finished(page);
    await page.getByRole("navigation").getByRole("button", { name: "/talk" }).click();
    await page.getByRole("heading", { name: "/talk" }).waitFor();
    await run(page);
    await finished(page);
    expect(await page.evaluate(() => (globalThis as { hacked?: number }).hacked)).toBe(undefined);
    expect(await page.locator("main script, main [onerror], main [onload]").count()).toBe(0);
  });

  test.each([
    ["in light", "light", 1200],
    ["in dark", "dark", 1200],
    ["on a phone", "light", 360],
  ] as const)("leaves nothing for axe to find %s", async (_how, colorScheme, width) => {
    const page = await open("/controls", { width });
    await page.emulateMedia({ colorScheme });
    await run(page);
    await finished(page);
    expect(await findBarriers(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBe(0);
  });

  test("leaves the API as text where no script runs", async () => {
    const answer = await fetch(url);
    expect(answer.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(await answer.text()).toContain("Adds two numbers.");
  });
});
