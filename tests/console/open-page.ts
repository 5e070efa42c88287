import { type Browser, chromium, type Page } from "playwright-core";

/** Debian's; playwright's own is not downloaded. Root may not use the sandbox. */
const launch = () => chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

/** A page that is watched: what it complains of, and what it asks of others. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts, refusals of the Content-Security-Policy, warnings. */
  readonly complaints: readonly string[];
  /** Requests to other origins than the page's. */
  readonly foreign: readonly string[];
}

/** One browser, and pages in it. */
export class Browsing {
  #browser: Promise<Browser> | undefined;

  /** Opens a page of its own. @param failures Whether answers of 4xx and 5xx, which browsers tell as errors, belong to the test. */
  async open(url: string, { failures = false, ...options }: { failures?: boolean; width?: number } = {}): Promise<WatchedPage> {
    this.#browser ??= launch();
    const viewport = { width: options.width ?? 1200, height: 800 };
    const page = await (await this.#browser).newPage({ viewport });
    const complaints: string[] = [];
    const foreign: string[] = [];
    const { origin } = new URL(url);
    page.on("console", (message) => {
      const isFailure = /status of [45]\d\d/.test(message.text());
      if (["error", "warning"].includes(message.type()) && !(failures && isFailure)) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== origin && /^(https?|wss?):/.test(request.url())) foreign.push(request.url());
    });
    await page.goto(url, { waitUntil: "load" });
    return { page, complaints, foreign };
  }

  async close(): Promise<void> {
    await (await this.#browser)?.close();
  }
}
