import { Command } from "commander";
import type { DownloadFlags } from "../actions/download.js";
import type { Run } from "../actions/shell.js";
import type { CommonFlags } from "../options/common-flags.js";
import { withExamples } from "./with-examples.js";

export function downloadCommand(run: Run): Command {
  const command = new Command("download")
    .description("Save files of an app, and print the path of each.")
    .argument("<app>", 'a Space ("user/space"), a URL, a share link')
    .argument("[file...]", "URLs, paths at the server, file objects; without any: every file in the JSON lines of stdin")
    .option("-o, --output <dir>", "where to", ".")
    .option("--force", "overwrite files that are there; else a new one is numbered")
    .action((app: string, files: string[], flags: CommonFlags & DownloadFlags) =>
      run(flags, async (shell) => (await import("../actions/download.js")).download(shell, app, files, flags)),
    );
  return withExamples(
    command,
    'gradio-ts predict user/painter prompt="a cat" | gradio-ts download user/painter -o pictures',
    "gradio-ts download http://localhost:7860 /tmp/gradio/1f3a/image.webp",
  );
}
