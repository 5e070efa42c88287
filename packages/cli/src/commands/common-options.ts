import type { Command } from "commander";
import { readDuration } from "./read-duration.js";
import { VERSION } from "./version.js";

/** Gives a command the flags that all commands have. */
export function withCommonOptions(command: Command): Command {
  return command
    .option(
      "--token <token>",
      "Hugging Face token, for Spaces; better in HF_TOKEN, as flags show up in process lists; default: what `hf auth login` keeps",
    )
    .option("--auth <user:password>", "login of the app; better in GRADIO_AUTH")
    .option("-H, --header <name: value>", "added to every request; repeatable", (line: string, lines: string[] = []) => [...lines, line])
    .option("--timeout <duration>", "end the whole command after 90s, 5m, 1500ms", readDuration)
    .option("--session <hash>", "a session for predict to call in, so that state carries over between commands")
    .option("-q, --quiet", "no progress, no log lines of the app")
    .option("-v, --verbose", "tell what the client does, on stderr")
    .option("--json-errors", "errors as one line of JSON")
    .version(VERSION, "--version", "print the version")
    .helpOption("-h, --help", "print this help");
}
