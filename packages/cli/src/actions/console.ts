import { consoleFiles } from "#console-files";
import { consolePage } from "../proxy/console-page.js";
import { type ServeFlags, serveApp } from "./serve-app.js";
import type { Shell } from "./shell.js";

/** Serves a page to read and try an app's API, and prints its address. @throws GradioError */
export async function openConsole(shell: Shell, app: string, flags: ServeFlags): Promise<void> {
  await serveApp(shell, app, flags, {
    page: ({ url = "/" }, { base }) => consolePage(consoleFiles, url, { app, base }),
    announce: async (address) => {
      await shell.output.text(address);
      shell.screen.note("Ctrl-C ends it.");
    },
  });
}
