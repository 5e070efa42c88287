import { Command, Option } from "commander";
import type { Run } from "../actions/shell.js";
import type { TypesFlags } from "../actions/types.js";
import type { CommonFlags } from "../options/common-flags.js";
import { withExamples } from "./with-examples.js";

export function typesCommand(run: Run): Command {
  const command = new Command("types")
    .description("Write the types of an app, for Client.connect<App>: endpoints, inputs and outputs, checked by the compiler.")
    .argument("<app>", 'a Space ("user/space"), a URL, a share link')
    .option("-o, --output <file>", "where to; default: stdout")
    .option("--name <TypeName>", "name of the type; default: that of the app")
    .option("--all", "undocumented endpoints too")
    .addOption(
      new Option(
        "--check <file>",
        "write nothing, print the endpoints whose types differ from those of a file, and exit with 8 if any does",
      ).conflicts("output"),
    )
    .action((app: string, flags: CommonFlags & TypesFlags) =>
      run(flags, async (shell) => (await import("../actions/types.js")).types(shell, app, flags)),
    );
  return withExamples(
    command,
    "gradio-ts types gradio/calculator -o src/calculator.gradio.ts",
    "gradio-ts types http://localhost:7860 --name PhotoStudioApp > photo-studio.gradio.ts",
    "gradio-ts types gradio/calculator --check src/calculator.gradio.ts",
  );
}
