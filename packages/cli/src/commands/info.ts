import { Command, Option } from "commander";
import type { InfoFlags } from "../actions/info.js";
import type { Run } from "../actions/shell.js";
import type { CommonFlags } from "../options/common-flags.js";
import { withExamples } from "./with-examples.js";

export function infoCommand(run: Run): Command {
  const command = new Command("info")
    .description("What can be called: the endpoints of an app, their inputs and outputs.")
    .argument("<app>", 'a Space ("user/space"), a URL, a share link')
    .argument("[endpoint]", "only this one: its name or number")
    .option("--json", "as JSON: schemas, types, defaults, examples")
    .addOption(new Option("--snippet <language>", "a call as code").choices(["ts", "python", "bash", "cli"]))
    .option("--all", "undocumented endpoints too")
    .action((app: string, endpoint: string | undefined, flags: CommonFlags & InfoFlags) =>
      run(flags, async (shell) => (await import("../actions/info.js")).info(shell, app, endpoint, flags)),
    );
  return withExamples(
    command,
    "gradio-ts info gradio/calculator",
    "gradio-ts info http://localhost:7860 /predict --snippet ts",
    "gradio-ts info gradio/calculator --json | jq '.namedEndpoints | keys'",
  );
}
