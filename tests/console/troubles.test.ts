import { Server, text } from "@gradio-ts/server";
import type { Page, Route } from "playwright-core";
import { describe, expect, test } from "vitest";
import { testApp } from "./app.js";
import { findBarriers } from "./find-barriers.js";
import { finishRun, outputs, runRegion, startRun } from "./run-region.js";
import { endpointHeading, useConsole } from "./use-console.js";

const shop = useConsole(testApp());
const locked = useConsole(testApp({ auth: [["ada", "lovelace"]] }));

/** Serves another app in the place of one. */
async function succeed(
  app: { close(options: { drain: number }): Promise<void> },
  port: number,
  next: Server<undefined, never>,
): Promise<void> {
  await app.close({ drain: 0 });
  await next.listen({ port });
}

/** Makes the app answer as old and odd ones do: its first endpoint has no name, and schemas that say nothing. */
async function withoutNames(page: Page): Promise<void> {
  await page.route("**/config", async (route) => {
    const config = (await (await route.fetch()).json()) as { dependencies: object[] };
    await route.fulfill({ json: { ...config, dependencies: [{ ...config.dependencies[0], api_name: null }] } });
  });
  const parameter = (name: string, type: unknown) => ({
    label: name,
    parameter_name: name,
    parameter_has_default: false,
    type,
    component: "Odd",
  });
  const parameters = [parameter("a", true), parameter("b", { $ref: "#/nowhere" })];
  const endpoint = { parameters, returns: [{ label: "out", type: {}, component: "Odd" }], api_visibility: "public" };
  await page.route("**/info", (route) => route.fulfill({ json: { named_endpoints: {}, unnamed_endpoints: { 0: endpoint } } }));
}

describe("the page of an app", () => {
  test("that wants a login lets people in by its form, and keeps others out", async () => {
    const page = await locked.visit(locked.url, { failures: true });
    await page.getByRole("textbox", { name: "username" }).or(page.getByLabel("User")).first().fill("ada");
    await page.getByLabel("Password").fill("lovelace");
    await page.getByRole("button", { name: "Log in" }).click();
    await endpointHeading(page, "/add").waitFor();
    // The login is forgotten, say by the app's start anew.
    await page.context().clearCookies();
    await startRun(page);
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toContain("AUTHENTICATION");
    await alert.getByRole("button", { name: "Log in" }).click();
    await page.getByLabel("User").fill("ada");
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByText("This user and password do not fit.").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel("Password").fill("lovelace");
    await page.getByRole("button", { name: "Log in" }).click();
    await endpointHeading(page, "/add").waitFor();
    await finishRun(page);
    expect(await outputs(page).textContent()).toBe("3");
  });

  test("that cannot be reached says so, and goes on when it can", async () => {
    const page = await shop.open("/add", { failures: true });
    await page.context().setOffline(true);
    await page.getByText("The app cannot be reached.").waitFor();
    await startRun(page);
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain("CONNECTION_FAILED");
    expect(await findBarriers(page)).toEqual([]);
    await page.context().setOffline(false);
    await expect.poll(() => page.getByText("The app cannot be reached.").count(), { timeout: 10_000 }).toBe(0);
    await finishRun(page);
    expect(await outputs(page).textContent()).toBe("3");
  });

  test("that is gone in the midst of a call says that the call is lost", async () => {
    const app = testApp();
    const { url } = await app.listen({ port: 0 });
    const page = await shop.visit(`${url}/#%2Fwait`, { failures: true });
    await startRun(page);
    await runRegion(page).getByText("Running").first().waitFor();
    await app.close({ drain: 0 });
    await page.getByRole("alert").waitFor({ timeout: 20_000 });
    await page.getByText("The app cannot be reached.").waitFor();
  });

  test("that is another since it was opened says so, and shows the other on demand", async () => {
    const app = testApp();
    const { url, port } = await app.listen({ port: 0 });
    const page = await shop.visit(`${url}/#%2Fspell`, { failures: true });
    await endpointHeading(page, "/spell").waitFor();
    const next = new Server({ title: "Other" })
      .api("/spell", { inputs: { word: text({ default: "new" }), again: text({ default: "" }) }, output: text() })
      .handle(({ word }) => word);
    await succeed(app, port, next as never);
    await page.evaluate(() => dispatchEvent(new Event("focus")));
    await page.getByText("The app has been started again and may have changed.").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Read its API again" }).click();
    await page.getByLabel("again").waitFor();
    await finishRun(page);
    expect(await outputs(page).textContent()).toBe("new");
    await next.close({ drain: 0 });
  });

  test("that is not up yet tells the stages, as who serves the page for it says them, and goes on by itself", async () => {
    let stage = "BUILDING";
    const answer = (route: Route) =>
      stage === "" ? route.continue() : route.fulfill({ status: 503, json: { stage, detail: "It may take minutes." } });
    const page = await shop.visit(shop.url, { failures: true, prepare: (page) => page.route("**/config", answer) });
    await page.getByText("The app is not up yet: BUILDING").waitFor();
    expect(await page.locator("main").textContent()).toContain("It may take minutes.");
    expect(await findBarriers(page)).toEqual([]);
    stage = "APP_STARTING";
    await page.getByText("The app is not up yet: APP_STARTING").waitFor();
    stage = "";
    await endpointHeading(page, "/add").waitFor();
  });

  test("that does not answer at all can be tried again", async () => {
    const page = await shop.visit(shop.url, {
      failures: true,
      prepare: (page) => page.route("**/config", (route) => route.abort()),
    });
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain("See whether the app is running");
    expect(await findBarriers(page)).toEqual([]);
    await page.unroute("**/config");
    await page.getByRole("button", { name: "Try again" }).click();
    await endpointHeading(page, "/add").waitFor();
  });

  test("with endpoints without names and schemas that say nothing can be used", async () => {
    const page = await shop.visit(shop.url, { prepare: withoutNames });
    await endpointHeading(page, "#0").waitFor();
    await page.getByRole("textbox", { name: "a" }).fill("20");
    await page.getByRole("textbox", { name: "b" }).fill("22");
    await finishRun(page);
    expect(await outputs(page).textContent()).toBe("42");
  });
});
