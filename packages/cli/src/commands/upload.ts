import { Command } from "commander";
import type { Run } from "../actions/shell.js";
import type { CommonFlags } from "../options/common-flags.js";
import { withExamples } from "./with-examples.js";

export function uploadCommand(run: Run): Command {
  const command = new Command("upload")
    .description("Upload files, and print a file object per line, which calls take as an input.")
    .argument("<app>", 'a Space ("user/space"), a URL, a share link')
    .argument("<file...>", "paths; a URL is left to the app to fetch")
    .action((app: string, files: string[], flags: CommonFlags) =>
      run(flags, async (shell) => (await import("../actions/upload.js")).upload(shell, app, files)),
    );
  return withExamples(
    command,
    "gradio-ts upload http://localhost:7860 film.mp4 > film.json",
    'gradio-ts predict http://localhost:7860 /cut film="$(cat film.json)" from=10 to=20',
  );
}
