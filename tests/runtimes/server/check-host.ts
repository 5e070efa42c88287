import { Client } from "@gradio-ts/client";
import type { Finding } from "../program/checks.js";
import { calls } from "./calls.js";
import { type Host, start } from "./hosts.js";

/** Far more than a call takes, so that one that hangs is named. */
const PATIENCE = 30_000;

/** Starts the app on a host and calls it from here. Rejects where it does not start. @param tell Hears what each call found. */
export async function checkHost(host: Host, project: string, tell: (finding: Finding) => void): Promise<void> {
  const app = await start(host, project);
  try {
    const client = await Client.connect(app.url);
    for (const [check, call] of Object.entries(calls)) tell({ check, error: await errorOf(call(client, app.url)) });
    await client.close();
  } catch (error) {
    throw new Error(app.complaints(), { cause: error });
  } finally {
    await app.stop();
  }
}

/** What is wrong with a call; `undefined` if nothing is. */
async function errorOf(call: Promise<void>): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing after ${PATIENCE / 1000} s`)), PATIENCE);
  });
  try {
    await Promise.race([call, late]);
    return undefined;
  } catch (error) {
    return String(error instanceof Error ? error.stack : error);
  } finally {
    clearTimeout(timer);
  }
}
