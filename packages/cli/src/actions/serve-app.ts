import type { IncomingMessage } from "node:http";
import { CancelledError, type Client } from "@gradio-ts/client";
import { failureOf } from "../errors/failure.js";
import { AppAccess } from "../proxy/app-access.js";
import { AppProxy } from "../proxy/app-proxy.js";
import type { PlainAnswer } from "../proxy/plain-answer.js";
import type { Watch } from "../proxy/watch.js";
import { Arrival } from "./arrival.js";
import type { Shell } from "./shell.js";

export interface ServeFlags {
  readonly port?: number;
  /** In the browser. */
  readonly open?: boolean;
}

/** What is served, and who hears of it. */
export interface Serving {
  /** What stands there in place of the app's own page. */
  readonly page?: (request: IncomingMessage, access: AppAccess) => PlainAnswer | undefined;
  readonly watch?: Watch;
  /** Once a page can be opened, at this address. */
  readonly announce: (address: string) => Promise<void>;
  /** Once the app is there. @param client Not of a locked one. */
  readonly onArrival?: (client: Client | undefined, access: AppAccess) => void;
}

/** How long a page has to hear why there is no app. */
const LAST_WORD = 10_000;

/** Serves an app on this machine until Ctrl-C, which is how this ends well. @throws GradioError where the app cannot be used, or time is up. */
export async function serveApp(shell: Shell, app: string, flags: ServeFlags, serving: Serving): Promise<void> {
  const access = new AppAccess();
  const arrival = new Arrival();
  const answer = (request: IncomingMessage) => serving.page?.(request, access) ?? arrival.answer(request);
  const proxy = new AppProxy({ port: flags.port, access, answer, watch: serving.watch });
  const address = await proxy.listen();
  try {
    const arriving = arrival.connect(shell, app, access).then((client) => serving.onArrival?.(client, access));
    const atOnce = await Promise.race([arriving.then(() => true), arrival.waits.then(() => false)]);
    await serving.announce(address);
    if (flags.open === true) await openBrowser(shell, address);
    if (!atOnce) await arriving.catch((error: unknown) => lastWord(shell, arrival, error));
    await untilEnd(shell.signal);
  } finally {
    proxy.close();
  }
}

async function openBrowser({ screen }: Shell, address: string): Promise<void> {
  const { default: open } = await import("open");
  await open(address).catch((error: Error) => screen.log("warning", `No browser could be opened: ${error.message}`));
}

/** Whoever looks at the page is told before it is gone. */
async function lastWord({ signal }: Shell, arrival: Arrival, error: unknown): Promise<never> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, LAST_WORD));
  if (!signal.aborted) await Promise.race([arrival.fail(failureOf(error)), late]);
  throw error;
}

function untilEnd(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => (signal.reason instanceof CancelledError ? resolve() : reject(signal.reason as Error));
    if (signal.aborted) end();
    else signal.addEventListener("abort", end);
  });
}
