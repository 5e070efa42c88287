import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { Run } from "./runtime.js";

/** Debian's; playwright's own is not downloaded. */
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Runs `page.js` in a page, which comes from another origin than any app. */
export async function runInChromium({ project, argument, tell }: Run): Promise<void> {
  const server = createServer((request, response) => {
    if (request.url === "/")
      response.setHeader("content-type", "text/html").end('<!doctype html><script type="module" src="/page/page.js"></script>');
    else {
      response.setHeader("content-type", "text/javascript");
      createReadStream(join(project, new URL(request.url ?? "", "http://page").pathname))
        .on("error", () => response.writeHead(404).end())
        .pipe(response);
    }
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  // Root may not use the sandbox.
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.exposeFunction("tell", (finding: object) => tell(JSON.stringify(finding)));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { waitUntil: "load" });
    await page.evaluate((given) => (globalThis as unknown as { run(given: object): Promise<void> }).run(given), argument);
  } finally {
    await browser.close();
    server.close();
  }
}
