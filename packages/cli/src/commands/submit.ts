import { Command } from "commander";
import type { Run } from "../actions/shell.js";
import type { CommonFlags } from "../options/common-flags.js";
import { withExamples } from "./with-examples.js";
import { withInputs } from "./with-inputs.js";

export function submitCommand(run: Run): Command {
  const command = withInputs(
    new Command("submit").description("Put a call into the queue of an app, print the reference to it, and leave."),
  )
    .addHelpText(
      "after",
      "\nThe reference opens the session of the call: keep it secret. It is good for one watch.\nThat session is a fresh one, which nobody else reads: --session is for predict.",
    )
    .action((app: string, endpoint: string | undefined, inputs: string[], flags: CommonFlags) => {
      const words = endpoint === undefined ? inputs : [endpoint, ...inputs];
      return run(flags, async (shell) => (await import("../actions/submit.js")).submit(shell, app, words));
    });
  return withExamples(
    command,
    'gradio-ts submit black-forest-labs/flux /infer prompt="a lighthouse" > job.json',
    "gradio-ts watch - < job.json",
  );
}
