import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { testApp } from "./app.js";
import { Browsing, type PageOptions, type WatchedPage } from "./open-page.js";

/** An app that is served, and its pages, for one file of tests. */
export interface Console {
  /** Where the app is. */
  readonly url: string;
  /** Opens the page at an endpoint. */
  readonly open: (endpoint: string, options?: PageOptions) => Promise<Page>;
  /** Opens the page and waits for nothing. */
  readonly visit: (address: string, options?: PageOptions) => Promise<Page>;
}

/** An endpoint that is shown; the text that was there before any script ran has headings as well. */
export const endpointHeading = (page: Page, endpoint: string): Locator =>
  page.getByRole("article").getByRole("heading", { level: 2, name: endpoint, exact: true });

/** Chooses another endpoint, and waits until its form has taken the place of the one before. */
export async function goTo(page: Page, endpoint: string): Promise<void> {
  await page.getByRole("navigation", { name: "Endpoints" }).getByRole("button", { name: endpoint, exact: true }).click();
  await endpointHeading(page, endpoint).waitFor();
}

/** Serves an app while the tests of a file run. After each of them: no page may have complained, or asked another host. */
export function useConsole(app: ReturnType<typeof testApp>): Console {
  const browsing = new Browsing();
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
    const pages = opened;
    opened = [];
    for (const { page } of pages) await page.context().close();
    expect(pages.map(({ complaints, foreign }) => ({ complaints, foreign }))).toEqual(pages.map(() => ({ complaints: [], foreign: [] })));
  });
  const visit = async (address: string, options?: PageOptions) => {
    const watched = await browsing.open(address, options);
    opened.push(watched);
    return watched.page;
  };
  const open = async (endpoint: string, options?: PageOptions) => {
    const page = await visit(`${url}/#${encodeURIComponent(endpoint)}`, options);
    await endpointHeading(page, endpoint).waitFor();
    return page;
  };
  return {
    get url() {
      return url;
    },
    open,
    visit,
  };
}
