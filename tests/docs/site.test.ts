import { once } from "node:events";
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { repository } from "../live/environment/paths.js";

const site = join(repository, "docs-site");
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};
/** Debian's; playwright's own is not downloaded. */
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

const server = createServer((request, response) => {
  // Browsers ask for one by themselves.
  if (request.url === "/favicon.ico") return void response.writeHead(204).end();
  const path = join(site, decodeURIComponent(new URL(request.url ?? "", "http://site").pathname));
  response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
  createReadStream(path)
    .on("error", () => response.writeHead(404).end())
    .pipe(response);
});

let browser: Browser;
let page: Page;
let origin = "";
/** What a page complained of, or asked another host for. */
let complaints: string[] = [];

beforeAll(async () => {
  if (!existsSync(join(site, "index.html"))) throw new Error("There is no site to look at: npm run docs makes it.");
  await once(server.listen(0, "127.0.0.1"), "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Root may not use the sandbox.
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  server.close();
});

beforeEach(async () => {
  complaints = [];
  page = await browser.newPage();
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => !request.url().startsWith(origin) && complaints.push(request.url()));
  page.on("response", (response) => response.status() >= 400 && complaints.push(`${response.status()} ${response.url()}`));
});

afterEach(async () => {
  await page.close();
  expect(complaints).toEqual([]);
});

describe("the site", () => {
  it("opens with the index, which leads to a page", async () => {
    await page.goto(`${origin}/index.html`);
    await page.locator(".tsd-panel a", { hasText: "Getting started" }).first().click();
    await page.locator("h1", { hasText: "Getting started" }).waitFor();
  });

  it.each([
    ["a name of the API", "handleFile", "handleFile"],
    ["a word of a page", "workerd", "runtimes"],
  ])("finds %s", async (_, word, found) => {
    await page.goto(`${origin}/index.html`);
    const input = page.locator("#tsd-search-input");
    // The page hears keys once its script has come.
    const open = async () => {
      if (!(await input.isVisible())) await page.keyboard.press("/");
      return input.isVisible();
    };
    await expect.poll(open, { timeout: 20_000 }).toBe(true);
    await expect.poll(() => page.locator("#tsd-search-status").textContent(), { timeout: 20_000 }).not.toContain("Preparing");
    await input.fill(word);
    await page.locator("#tsd-search-results a", { hasText: found }).first().waitFor();
  });

  it("opens at a deep link", async () => {
    await page.goto(`${origin}/documents/jobs.html#cancel`);
    const heading = page.locator("h2", { hasText: "Cancel" });
    await heading.waitFor();
    await expect.poll(() => heading.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(200);
  });

  it("has the API of both packages", async () => {
    for (const [path, heading] of [
      ["classes/_gradio-ts_client.Client.html", "Client"],
      ["classes/_gradio-ts_server.Server.html", "Server"],
    ]) {
      await page.goto(`${origin}/${path}`);
      await page.locator("h1", { hasText: heading as string }).waitFor();
    }
  });
});
