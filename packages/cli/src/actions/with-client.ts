import { Client, type Logger } from "@gradio-ts/client";
import { clientOptions } from "../options/client-options.js";
import { jsonText } from "../output/json-text.js";
import type { Level } from "../screen/screen.js";
import type { Shell } from "./shell.js";

/**
 * Connects to an app, works with it, and lets go of it: what still runs then, or when the command is to end, is cancelled at the server first.
 * @throws what the shell's signal says, where that aborts; GradioError
 */
export async function withClient<T>(shell: Shell, app: string, work: (client: Client) => Promise<T>): Promise<T> {
  const { signal, screen, flags, environment } = shell;
  const options = {
    ...clientOptions(flags, environment),
    signal,
    logger: flags.verbose === true ? loggerOf(shell) : undefined,
    onSpaceStatus: ({ message }: { readonly message: string }) => screen.progress(() => message),
  };
  try {
    screen.progress(() => `connecting to ${app}`);
    const connected = await Client.connect(app, options);
    const client = flags.session === undefined ? connected : connected.session(flags.session);
    const close = () => void client.close();
    signal.addEventListener("abort", close);
    try {
      signal.throwIfAborted();
      return await work(client);
    } finally {
      signal.removeEventListener("abort", close);
      await client.close();
    }
  } catch (error) {
    // Whatever else failed then failed because of it.
    signal.throwIfAborted();
    throw error;
  }
}

function loggerOf({ screen }: Shell): Logger {
  const tell = (level: Level) => (message: string, fields?: object) =>
    screen.log(level, fields === undefined ? message : `${message} ${jsonText(fields)}`);
  return { debug: tell("debug"), info: tell("info"), warn: tell("warning"), error: tell("error") };
}
