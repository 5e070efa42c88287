import { Command, Option } from "commander";
import type { RecordFlags } from "../actions/record.js";
import type { Run } from "../actions/shell.js";
import type { CommonFlags } from "../options/common-flags.js";
import { withExamples } from "./with-examples.js";
import { withPage } from "./with-page.js";

export function recordCommand(run: Run): Command {
  const command = withPage(
    new Command("record").description("Use the app's own page, and get the calls made there as one program. Needs Gradio 4 or newer."),
  )
    .option("-o, --output <file>", "where the program goes, and the files picked in the page beside it; default: stdout")
    .addOption(new Option("--language <language>", "of the program").choices(["ts", "python", "bash", "cli"]).default("ts"))
    .action((app: string, flags: CommonFlags & RecordFlags) =>
      run(flags, async (shell) => (await import("../actions/record.js")).record(shell, app, flags)),
    );
  return withExamples(
    command,
    "gradio-ts record gradio/calculator --open > session.ts",
    "gradio-ts record http://localhost:7860 --language python -o session.py",
  );
}
