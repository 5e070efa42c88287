import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { testApp } from "./app.js";
import { finishRun, outputs, startRun } from "./run-region.js";
import { goTo, useConsole } from "./use-console.js";

const shop = useConsole(testApp({ title: "<script>globalThis.hacked=1</script>" }));
const hacked = (page: Page) => page.evaluate(() => (globalThis as { hacked?: number }).hacked);

describe("what an app sends", () => {
  test("is text, whatever it says: names, descriptions, logs, trackers, outputs, files, errors", async () => {
    const page = await shop.open("/hostile");
    await finishRun(page);
    // An SVG is sent as what it may be: a page with scripts.
    await outputs(page).getByText("It cannot be shown here.").waitFor();
    await goTo(page, "/hostile-failure");
    await startRun(page);
    await page.getByRole("alert").waitFor();
    await goTo(page, "/reply");
    await finishRun(page);
    expect(await page.locator("main script, main [onerror], main [onload], main svg").count()).toBe(0);
    expect(await page.locator("a:not([href^='http'])").count()).toBe(0);
    expect(await hacked(page)).toBe(undefined);
  });

  test("runs no script where one of its files is opened as a page of its own", async () => {
    const page = await shop.open("/hostile");
    await finishRun(page);
    const addresses = await outputs(page)
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    expect(addresses).toHaveLength(2);
    for (const address of addresses) {
      // It is saved instead of shown, or shown without its scripts.
      await page.goto(address).catch((error: Error) => expect(error.message).toContain("Download is starting"));
      expect(await hacked(page)).toBe(undefined);
    }
  });

  test("would not run even if it came into the page as markup", async () => {
    const page = await shop.open("/add", { refusals: true });
    const refused = await page.evaluate(async () => {
      const heard: string[] = [];
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => heard.push(effectiveDirective));
      const script = document.createElement("script");
      script.textContent = "globalThis.hacked = 1";
      document.body.append(script);
      document.body.insertAdjacentHTML(
        "beforeend",
        `<img src="data:," onerror="globalThis.hacked=1"><a href="javascript:globalThis.hacked=1">x</a>`,
      );
      document.querySelector<HTMLElement>("a[href^='javascript']")?.click();
      setTimeout("globalThis.hacked = 1" as never);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return [...new Set(heard)].sort();
    });
    expect(refused).toEqual(["script-src", "script-src-attr", "script-src-elem"]);
    expect(await hacked(page)).toBe(undefined);
  });

  test("cannot make the page ask another host: the policy names none", async () => {
    const answer = await fetch(shop.url);
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy.split("; ").sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'self'",
      "img-src 'self' data: blob:",
      "media-src 'self' data: blob:",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });
});
