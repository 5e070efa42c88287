import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds that keeps people from using a page as it stands: each rule with the elements that break it. */
export async function findBarriers(page: Page): Promise<readonly (readonly [string, readonly string[]])[]> {
  // Not as a script of the page, which its Content-Security-Policy refuses.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof import("axe-core") }).axe.run();
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)] as const);
  });
}
