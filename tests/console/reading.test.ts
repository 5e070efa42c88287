import { Server, text } from "@gradio-ts/server";
import { describe, expect, test } from "vitest";
import { testApp } from "./app.js";
import { findBarriers } from "./find-barriers.js";
import { finishRun, runRegion, startRun } from "./run-region.js";
import { useConsole } from "./use-console.js";

const MANY = 200;
const app = testApp();
for (let number = 0; number < MANY; number++) {
  app
    .api(`/many_${number}`, { description: `Number ${number}.`, inputs: { word: text({ default: "" }) }, output: text() })
    .handle(({ word }) => word);
}
const { open } = useConsole(app);
const empty = useConsole(new Server({ title: "Nothing" }) as unknown as ReturnType<typeof testApp>);

describe("the page", () => {
  test("lists the endpoints, finds them by words, and keeps the chosen one in the address", async () => {
    const page = await open("/add");
    const list = page.getByRole("navigation", { name: "Endpoints" });
    expect((await list.getByRole("button").allTextContents()).slice(0, 3)).toEqual(["/add", "/spell", "/wait"]);
    await page.getByRole("searchbox").fill("two NUMBERS");
    expect(await list.getByRole("button").allTextContents()).toEqual(["/add"]);
    await page.getByRole("searchbox").fill("nothing of the kind");
    await list.getByText("None has these words.").waitFor();
    await page.getByRole("searchbox").fill("");
    await list.getByRole("button", { name: "/spell" }).click();
    await page.getByRole("heading", { name: "/spell" }).waitFor();
    expect(new URL(page.url()).hash).toBe("#%2Fspell");
    await page.goBack();
    await page.getByRole("heading", { name: "/add" }).waitFor();
  });

  test("says of each endpoint what it does, takes and gives", async () => {
    const page = await open("/controls");
    expect(await page.locator(".parameter .note").allTextContents()).toEqual([
      '"slowly" | "fast"',
      '"one" | "two"',
      'readonly ("x" | "y" | "z")[]',
      expect.stringMatching(/^number/),
      "boolean",
      expect.stringMatching(/^unknown/),
    ]);
    expect(await page.getByRole("region", { name: "Returns" }).textContent()).toContain("Json");
  });

  test("of 200 endpoints answers each key and click at once", async () => {
    const page = await open("/many_0");
    const list = page.getByRole("navigation", { name: "Endpoints" });
    expect(await list.getByRole("button").count()).toBeGreaterThan(MANY);
    await page.evaluate(() => {
      const slow: number[] = [];
      Object.assign(globalThis, { slow });
      new PerformanceObserver((entries) => slow.push(...entries.getEntries().map(({ duration }) => duration))).observe({
        entryTypes: ["longtask"],
      });
    });
    await page.getByRole("searchbox").pressSequentially("many_19");
    expect(await list.getByRole("button").count()).toBe(11);
    await list.getByRole("button", { name: "/many_199" }).click();
    await page.getByRole("heading", { name: "/many_199" }).waitFor();
    expect(Math.max(0, ...(await page.evaluate(() => (globalThis as unknown as { slow: number[] }).slow)))).toBeLessThan(250);
  });

  test("can be used by keys alone: search, choose, fill in, run", async () => {
    const page = await open("/add");
    const focus = () => page.evaluate(() => document.activeElement?.textContent || document.activeElement?.getAttribute("type"));
    await page.keyboard.press("Tab");
    expect(await focus()).toBe("search");
    await page.keyboard.type("spell");
    await page.keyboard.press("Tab");
    expect(await focus()).toBe("/spell");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "/spell" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("keys");
    await page.keyboard.press("Tab");
    expect(await focus()).toBe("Run");
    await page.keyboard.press("Enter");
    await runRegion(page).locator("dd", { hasText: "keys" }).waitFor();
  });

  test.each([
    ["in light", { colorScheme: "light" }],
    ["in dark", { colorScheme: "dark" }],
    ["on a phone", { width: 390 }],
  ] as const)("puts nothing in anybody's way %s", async (_how, options) => {
    const page = await open("/add", options);
    const list = page.getByRole("navigation", { name: "Endpoints" });
    for (const name of ["/controls", "/see", "/hear", "/reply", "/media", "/gallery", "/shapes", "/hostile", "/fail", "/spell"]) {
      await list.getByRole("button", { name, exact: true }).click();
      await page.getByRole("heading", { level: 2, name, exact: true }).waitFor();
      if (!["/see", "/hear", "/fail"].includes(name)) await finishRun(page);
      else {
        await startRun(page);
        await page.getByRole("alert").waitFor();
      }
      expect([name, await findBarriers(page)]).toEqual([name, []]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect([name, overflow]).toEqual([name, 0]);
    }
  });

  test("of an app without endpoints says so", async () => {
    const page = await empty.visit(empty.url);
    await page.getByText("This app has no API.").waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  test("stays there as text where no script runs", async () => {
    const answer = await fetch((await open("/add")).url());
    expect(await answer.text()).toContain("Adds two numbers.");
  });
});
