import { describe, expect, test } from "vitest";
import { testApp } from "./app.js";
import { finishRun, outputs } from "./run-region.js";
import { goTo, useConsole } from "./use-console.js";

const { open } = useConsole(testApp());

describe("outputs", () => {
  test("that are pictures and sound are shown; every file can be saved", async () => {
    const page = await open("/media");
    await finishRun(page);
    const picture = outputs(page).getByRole("img", { name: "dot.png" });
    await expect.poll(() => picture.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(1);
    await expect
      .poll(() =>
        outputs(page)
          .locator("audio")
          .evaluate((element) => (element as HTMLAudioElement).duration),
      )
      .toBeCloseTo(0.1, 2);
    const saved = page.waitForEvent("download");
    await outputs(page).getByRole("link", { name: "table.csv" }).click();
    expect((await saved).suggestedFilename()).toBe("table.csv");
  });

  test("that are films are played; one that is none says so", async () => {
    const page = await open("/watch");
    const film = await page.evaluateHandle(async () => {
      const canvas = document.createElement("canvas");
      canvas.width = 64;
      const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: "video/webm" });
      const parts: Blob[] = [];
      recorder.ondataavailable = ({ data }) => parts.push(data);
      const ended = new Promise((resolve) => recorder.addEventListener("stop", resolve));
      recorder.start();
      for (let frame = 0; frame < 5; frame++) {
        canvas.getContext("2d")?.fillRect(0, 0, frame * 9, 9);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      recorder.stop();
      await ended;
      const transfer = new DataTransfer();
      transfer.items.add(new File(parts, "film.webm", { type: "video/webm" }));
      return transfer;
    });
    await page.locator(".drop").dispatchEvent("drop", { dataTransfer: film });
    await finishRun(page);
    const player = outputs(page).locator("video");
    await expect.poll(() => player.evaluate((element) => (element as HTMLVideoElement).videoWidth)).toBe(64);
    await page.locator('form input[type="file"]').setInputFiles({ name: "none.mp4", mimeType: "video/mp4", buffer: Buffer.from("none") });
    await finishRun(page);
    await outputs(page).getByText("It cannot be shown here.").waitFor();
  });

  test("that are too large to be shown, as a picture of 500 MB, are there to be saved, and the page stays usable", async () => {
    const page = await open("/large");
    await finishRun(page);
    expect(await outputs(page).textContent()).toBe("large.png 500,000,000 bytes, too large to show here");
    expect(await outputs(page).getByRole("img").count()).toBe(0);
    const saving = page.waitForEvent("download");
    await page.getByRole("link", { name: "large.png" }).click();
    await (await saving).cancel();
    await goTo(page, "/add");
    await finishRun(page);
    expect(await outputs(page).textContent()).toContain("3");
  });

  test("that are several files stand in a gallery", async () => {
    const page = await open("/gallery");
    await finishRun(page);
    expect(await outputs(page).getByRole("listitem").getByRole("img").count()).toBe(3);
  });

  test("that are tables come a hundred rows at a time, labels with their confidences, JSON as a tree to open", async () => {
    const page = await open("/shapes");
    await finishRun(page);
    expect(await page.getByRole("row").count()).toBe(101);
    await page.getByRole("button", { name: "150 more rows" }).click();
    expect(await page.getByRole("row").count()).toBe(201);
    expect(await outputs(page).nth(1).getByRole("listitem").allTextContents()).toEqual(["cat 90.0 % ", "dog 10.0 % "]);
    const tree = outputs(page).nth(2);
    expect(await tree.textContent()).not.toContain("299");
    await tree.getByRole("button", { name: "200 more" }).click();
    await tree.getByRole("button", { name: "100 more" }).click();
    expect(await tree.textContent()).toContain("299: 299");
  });

  test("that are conversations tell who speaks", async () => {
    const page = await open("/reply");
    await page.getByRole("button", { name: "Add a message" }).click();
    await page.getByRole("textbox", { name: "Message 1" }).fill("Hello?");
    await finishRun(page);
    expect(await outputs(page).getByRole("listitem").first().textContent()).toBe("user Hello?");
  });
});
