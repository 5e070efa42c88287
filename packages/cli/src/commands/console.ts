import { Command } from "commander";
import type { ServeFlags } from "../actions/serve-app.js";
import type { Run } from "../actions/shell.js";
import type { CommonFlags } from "../options/common-flags.js";
import { withExamples } from "./with-examples.js";
import { withPage } from "./with-page.js";

export function consoleCommand(run: Run): Command {
  const command = withPage(
    new Command("console").description("A page for any app: a form for each endpoint, live outputs, calls as code. Prints its address."),
  ).action((app: string, flags: CommonFlags & ServeFlags) =>
    run(flags, async (shell) => (await import("../actions/console.js")).openConsole(shell, app, flags)),
  );
  return withExamples(
    command,
    "gradio-ts console gradio/calculator --open",
    "GRADIO_AUTH=ada:secret gradio-ts console http://localhost:7860 --port 8000",
  );
}
