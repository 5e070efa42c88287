import { Command } from "commander";
import type { Run } from "./actions/shell.js";
import { batchCommand } from "./commands/batch.js";
import { withCommonOptions } from "./commands/common-options.js";
import { consoleCommand } from "./commands/console.js";
import { downloadCommand } from "./commands/download.js";
import { duplicateCommand } from "./commands/duplicate.js";
import { infoCommand } from "./commands/info.js";
import { predictCommand } from "./commands/predict.js";
import { recordCommand } from "./commands/record.js";
import { submitCommand } from "./commands/submit.js";
import { typesCommand } from "./commands/types.js";
import { uploadCommand } from "./commands/upload.js";
import { VERSION } from "./commands/version.js";
import { watchCommand } from "./commands/watch.js";

const COMMANDS = [
  infoCommand,
  predictCommand,
  submitCommand,
  watchCommand,
  batchCommand,
  typesCommand,
  consoleCommand,
  recordCommand,
  duplicateCommand,
  uploadCommand,
  downloadCommand,
];

/** All commands. What they do is loaded when one of them runs. */
export function makeProgram(run: Run): Command {
  const program = new Command("gradio-ts")
    .description("Any Gradio app from the command line. Data goes to stdout, everything else to stderr.")
    .usage("<command> <app> …")
    .version(VERSION, "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "Print the help of a command.")
    // Names alone: what comes behind them would leave no room for what they do.
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .addHelpText("after", "\nArguments, flags and examples of each: gradio-ts <command> --help");
  for (const make of COMMANDS) program.addCommand(withCommonOptions(make(run)));
  // What is wrong with a command line is told by the end of the program, in one place and one form.
  for (const command of [program, ...program.commands]) command.exitOverride().configureOutput({ writeErr: () => {} });
  return program;
}
