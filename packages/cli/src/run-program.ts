import { CommanderError } from "commander";
import type { Run } from "./actions/shell.js";
import { endWith } from "./end-with.js";
import { UsageError } from "./errors/usage-error.js";
import { makeProgram } from "./program.js";

/** Runs one command line, to the end of this process. */
export async function runProgram(words: readonly string[]): Promise<void> {
  // A write that fails tells its writer; unheard it would be an uncaught error. Without a reader of stderr the data goes on.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const run: Run = async (flags, work) => (await import("./run-work.js")).runWork(flags, work);
  try {
    await makeProgram(run).parseAsync(words, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    await endWith(asUsageError(error, words), { jsonErrors: words.includes("--json-errors") });
  }
}

/** Commander's words without its prefix, and where to read on where something is missing; what it suggests stays behind them. */
function asUsageError(error: unknown, [command]: readonly string[]): unknown {
  if (!(error instanceof CommanderError)) return error;
  if (error.code === "commander.help") return new UsageError("A command is missing: gradio-ts --help lists them.");
  const message = error.message.replace(/^error: /, "");
  return new UsageError(
    error.code === "commander.missingArgument" ? `${message}: gradio-ts ${command} --help shows what goes where.` : message,
  );
}
