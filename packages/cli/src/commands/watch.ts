import { Command } from "commander";
import type { Run } from "../actions/shell.js";
import type { WatchFlags } from "../actions/watch.js";
import type { CommonFlags } from "../options/common-flags.js";
import { withExamples } from "./with-examples.js";

export function watchCommand(run: Run): Command {
  const command = new Command("watch")
    .description("Watch a submitted call to its end: every update as a line of JSON. Once, by one reader; leaving ends the call.")
    .argument("<ref>", 'what submit printed, or "-": from stdin')
    .option("--result", "print the final output only")
    .action((reference: string, flags: CommonFlags & WatchFlags) =>
      run(flags, async (shell) => (await import("../actions/watch.js")).watch(shell, reference, flags)),
    );
  return withExamples(
    command,
    "gradio-ts watch - < job.json",
    "gradio-ts watch - --result < job.json",
    "gradio-ts watch - < job.json | jq -r 'select(.type == \"status\").code'",
  );
}
