import type { Client } from "@gradio-ts/client";
import { connect } from "./connect.js";
import type { Shell } from "./shell.js";

/**
 * Connects to an app, works with it, and lets go of it. What still runs then is cancelled at the server first; when the command is to end, the work
 * is not waited for, as it may wait for something else.
 * @throws what the shell's signal says, where that aborts; GradioError
 */
export async function withClient<T>(shell: Shell, app: string, work: (client: Client) => Promise<T>): Promise<T> {
  const { signal, flags } = shell;
  const connected = await connect(shell, app);
  const client = flags.session === undefined ? connected : connected.session(flags.session);
  try {
    return await Promise.race([work(client), untilAborted(signal)]);
  } finally {
    await client.close();
  }
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort);
  });
}
