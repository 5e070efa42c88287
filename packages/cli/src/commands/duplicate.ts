import { Command } from "commander";
import type { DuplicateFlags } from "../actions/duplicate.js";
import type { Run } from "../actions/shell.js";
import type { CommonFlags } from "../options/common-flags.js";
import { readDuration } from "./read-duration.js";
import { withExamples } from "./with-examples.js";

export function duplicateCommand(run: Run): Command {
  const command = new Command("duplicate")
    .description("Copy a Space to an account of yours. A copy that exists is left as it is.")
    .argument("<user/space>", "the Space to copy")
    .option("--to <name>", "name of the copy, or user/name; default: that of the original")
    .option("--public", "visible to everybody; default: private")
    .option("--hardware <name>", "cpu-basic, t4-small …; default: that of the original, which may cost money")
    .option(
      "--secret <NAME>",
      "a secret, its value from the environment, or NAME=value; repeatable",
      (word: string, words: string[] = []) => [...words, word],
    )
    .option("--sleep-after <duration>", "idle time after which paid hardware sleeps; default: 5m", readDuration)
    .option("--wait", "until the copy is up")
    .action((space: string, flags: CommonFlags & DuplicateFlags) =>
      run(flags, async (shell) => (await import("../actions/duplicate.js")).duplicate(shell, space, flags)),
    );
  return withExamples(
    command,
    "gradio-ts duplicate gradio/calculator --to my-calculator --hardware cpu-basic",
    "OPENAI_KEY=… gradio-ts duplicate user/chat --secret OPENAI_KEY --sleep-after 1h --wait",
  );
}
