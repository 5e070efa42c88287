import type { Locator, Page } from "playwright-core";

/** Where a call is shown, once there is one. */
export const runRegion = (page: Page): Locator => page.getByRole("region", { name: "Run" });

/** What is shown of its outputs, one element for each. */
export const outputs = (page: Page): Locator => runRegion(page).locator("dd");

/** Runs the endpoint that is open, until the page shows this call in place of the last. */
export async function startRun(page: Page): Promise<void> {
  const calls = page.getByRole("region", { name: "Calls of this page" }).getByRole("listitem");
  const before = await calls.count();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await calls.nth(before).waitFor();
  await runRegion(page).waitFor();
}

/** Runs the endpoint that is open, until it has finished. */
export async function finishRun(page: Page): Promise<void> {
  await startRun(page);
  await runRegion(page).locator(".status", { hasText: "Finished" }).waitFor({ timeout: 20_000 });
}
