import { type Browser, chromium, type Page } from "playwright-core";

/** Debian's; playwright's own is not downloaded. Root may not use the sandbox. The microphone is one that beeps. */
const launch = () =>
  chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
  });

export interface PageOptions {
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
  /** Whether answers of 4xx and 5xx, and connections that fail, belong to the test: browsers tell them as errors. */
  readonly failures?: boolean;
  /** Whether the page's Content-Security-Policy has something to refuse. */
  readonly refusals?: boolean;
  /** What is to be done before the page is loaded. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** A page that is watched: what it complains of, and what it asks of others. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts, refusals of the Content-Security-Policy, warnings. */
  readonly complaints: readonly string[];
  /** Requests to other origins than the page's. */
  readonly foreign: readonly string[];
}

/** One browser, and pages in it, each with cookies of its own. */
export class Browsing {
  #browser: Promise<Browser> | undefined;

  async open(url: string, options: PageOptions = {}): Promise<WatchedPage> {
    const { width = 1200, colorScheme = "light", failures = false, refusals = false } = options;
    this.#browser ??= launch();
    const context = await (await this.#browser).newContext({ viewport: { width, height: 800 }, colorScheme });
    await context.grantPermissions(["clipboard-read", "clipboard-write", "microphone"]);
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const complaints: string[] = [];
    const foreign: string[] = [];
    const { origin } = new URL(url);
    page.on("console", (message) => {
      const isFailure = /status of [45]\d\d|net::ERR_/.test(message.text());
      const isRefusal = /Content Security Policy/.test(message.text());
      if ((failures && isFailure) || (refusals && isRefusal)) return;
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (/^(https?|wss?):/.test(request.url()) && new URL(request.url()).origin !== origin) foreign.push(request.url());
    });
    await options.prepare?.(page);
    await page.goto(url, { waitUntil: "load" });
    return { page, complaints, foreign };
  }

  async close(): Promise<void> {
    await (await this.#browser)?.close();
  }
}
