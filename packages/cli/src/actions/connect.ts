import { Client, type ClientOptions } from "@gradio-ts/client";
import { clientOptions } from "../options/client-options.js";
import { clientLogger } from "./client-logger.js";
import type { Shell } from "./shell.js";

/** Connects to an app as flags and environment say. @throws GradioError */
export function connect(
  shell: Shell,
  app: string,
  options: Pick<ClientOptions, "connectTimeout" | "fetch" | "headers" | "onSpaceStatus" | "signal"> = {},
): Promise<Client> {
  const { signal, screen, flags, environment } = shell;
  screen.progress(() => `connecting to ${app}`);
  return Client.connect(app, {
    ...clientOptions(flags, environment),
    signal,
    logger: clientLogger(shell),
    ...options,
    onSpaceStatus: (status) => {
      screen.progress(() => status.message);
      options.onSpaceStatus?.(status);
    },
  });
}
