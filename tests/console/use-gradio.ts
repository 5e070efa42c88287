import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { ServedPage } from "../cli/served-page.js";
import { liveTests } from "../live/environment/paths.js";
import { prepareEnvironment } from "../live/environment/prepare-environment.js";
import { type ServerProcess, startServer } from "../live/server-process.js";
import { commandWithPage } from "./build-command.js";
import { Browsing, type WatchedPage } from "./open-page.js";
import { endpointHeading } from "./use-console.js";

/** Serves an app of `tests/live/apps` on a real Gradio, and by `gradio-ts console` the page for it, anew for each test. @returns what gives the page. */
export function useGradio(version: string, script: string): () => Page {
  const browsing = new Browsing();
  let app: ServerProcess;
  let served: ServedPage;
  let watched: WatchedPage;
  beforeAll(async () => {
    app = await startServer({ python: await prepareEnvironment(version), script: join(liveTests, "apps", script) });
    served = new ServedPage(["console", app.url], { main: commandWithPage });
    await served.open();
  }, 600_000);
  afterAll(async () => {
    await browsing.close();
    await served.stop();
    await app.stop();
  });
  beforeEach(async () => {
    // Where `/info` is, older versions are asked twice.
    watched = await browsing.open(served.entry, { failures: true });
    await watched.page.waitForURL(`${served.origin}/**`);
  });
  afterEach(async () => {
    await watched.page.context().close();
    const { complaints, foreign } = watched;
    expect({ complaints, foreign }).toEqual({ complaints: [], foreign: [] });
  });
  return () => watched.page;
}

/** Finds an endpoint in the list, and opens it. */
export async function showEndpoint(page: Page, endpoint: string): Promise<void> {
  const list = page.getByRole("navigation", { name: "Endpoints" });
  await list.getByRole("searchbox").fill(endpoint);
  await list.getByRole("button", { name: endpoint, exact: true }).click();
  await endpointHeading(page, endpoint).waitFor();
}
