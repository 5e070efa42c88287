import type { Locator, Page } from "playwright-core";

/** Where a call is shown, once there is one. */
export const runRegion = (page: Page): Locator => page.getByRole("region", { name: "Run" });

/** What is shown of its outputs, one element for each. */
export const outputs = (page: Page): Locator => runRegion(page).locator("dd");

export async function startRun(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await runRegion(page).waitFor();
}

/** Runs the endpoint that is open, until it has finished. */
export async function finishRun(page: Page): Promise<void> {
  await startRun(page);
  await runRegion(page).locator(".status", { hasText: "Finished" }).waitFor({ timeout: 20_000 });
}
