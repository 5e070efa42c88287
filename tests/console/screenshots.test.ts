import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { boolean, choice, image, json, number, Server, text } from "@gradio-ts/server";
import type { Page, Route } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { repository } from "../live/environment/paths.js";
import type { testApp } from "./app.js";
import { runRegion, startRun } from "./run-region.js";
import { sunset } from "./sunset.js";
import { useConsole } from "./use-console.js";

const WORDS = "A low sun over a calm sea. The sky goes from orange to rose, and the water has begun to take the colour of the night.";

/** What the docs show the page with. */
const studio = new Server({ title: "Photo studio" })
  .api("/describe", {
    description: "Says in words what a picture shows.",
    inputs: {
      picture: image({ description: "PNG, JPEG or WebP" }),
      style: choice(["plain", "poetic"], { component: "radio", default: "poetic" }),
      length: number({ min: 10, max: 200, default: 80, description: "words at most" }),
      careful: boolean({ default: true }),
    },
    output: [text({ label: "Description" }), json({ label: "Seen" })],
  })
  .handle(async function* (_, { log, progress, signal }) {
    log("The picture is 480 × 300.", { title: "Note" });
    const words = WORDS.split(" ");
    const seen = {
      label: "sea",
      confidences: [0.97, 0.94, 0.41].map((confidence, at) => ({ label: ["sea", "sun", "boat"][at], confidence })),
    };
    for (let end = 1; end <= words.length && !signal.aborted; end++) {
      progress({ index: end, length: words.length, unit: "words", desc: "Describing" });
      yield [words.slice(0, end).join(" "), seen];
      // Until somebody has taken a picture of it.
      await new Promise((resolve) => setTimeout(resolve, end === 20 ? 5_000 : 10));
    }
  })
  .api("/enhance", { description: "Makes a picture larger and sharper.", inputs: { picture: image() }, output: image() })
  .handle(({ picture }) => picture)
  .api("/captions", { description: "Several short captions.", inputs: { picture: image(), count: number({ default: 3 }) }, output: json() })
  .handle(() => [])
  .api("/remember", { description: "Adds a picture to the album of this visit.", inputs: { picture: image() }, output: number() })
  .handle(() => 1);

const { open } = useConsole(studio as unknown as ReturnType<typeof testApp>);

// `npm run screenshots` writes those of the docs; else they are made to see that they can be.
const scratch = mkdtempSync(join(tmpdir(), "gradio-ts-screenshots-"));
const folder = process.env["SCREENSHOTS"] === undefined ? scratch : join(repository, process.env["SCREENSHOTS"]);
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(scratch, { recursive: true }));

/** The port is another each time; the page is told to call the app by its usual address. */
async function underItsName(route: Route): Promise<void> {
  const response = await route.fetch();
  const name = '<meta name="gradio-app-name" content="http://localhost:7860/">';
  await route.fulfill({ response, body: (await response.text()).replace("<head>", `<head>${name}`) });
}

/** Fills in the form and lets the call come half way. */
async function describePicture(page: Page): Promise<void> {
  await page.locator('form input[type="file"]').setInputFiles({ name: "evening.png", mimeType: "image/png", buffer: sunset() });
  await startRun(page);
  await runRegion(page).getByText("Describing: 20/").waitFor();
}

describe("the pictures of the docs are of the page as it is", () => {
  test.each([
    ["console-light.png", { colorScheme: "light", width: 1100 }],
    ["console-dark.png", { colorScheme: "dark", width: 1100 }],
    ["console-phone.png", { colorScheme: "light", width: 390 }],
  ] as const)("%s", async (name, options) => {
    const page = await open("/describe", { ...options, prepare: (page) => page.route("**/", underItsName) });
    await describePicture(page);
    const path = join(folder, name);
    await page.setViewportSize({ width: options.width, height: options.width === 390 ? 1600 : 1500 });
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path });
    expect(statSync(path).size).toBeGreaterThan(20_000);
    expect(statSync(path).size).toBeLessThan(200_000);
    await page.getByRole("button", { name: "Cancel" }).click();
  });
});
