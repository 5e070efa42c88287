import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
// @ts-expect-error It is built before the tests.
import { consoleFiles } from "../../packages/console/dist/files.js";

/** All that a page loads, for whoever has a slow line. */
const LARGEST = 60_000;

test("the page is one script and one style sheet, of at most 60 kB compressed", () => {
  const { script, style } = consoleFiles as { readonly script: string; readonly style: string };
  const bytes = gzipSync(script).length + gzipSync(style).length;
  expect(bytes).toBeLessThanOrEqual(LARGEST);
});
