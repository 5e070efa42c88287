import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface SoakServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts `serve.ts` in a process of its own: what it holds is not what the client holds. */
export async function startServer(): Promise<SoakServer> {
  const child = fork(fileURLToPath(new URL("serve.ts", import.meta.url)), { execArgv: ["--import", "tsx"] });
  const ended = once(child, "exit");
  const told = await Promise.race([once(child, "message"), ended.then(() => undefined)]);
  if (told === undefined) throw new Error("The server of the soak did not start");
  const stop = async () => {
    child.kill();
    await ended;
  };
  return { url: (told[0] as { readonly url: string }).url, stop };
}
