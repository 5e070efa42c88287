import { Command, Option } from "commander";
import type { BatchFlags } from "../actions/batch.js";
import type { Run } from "../actions/shell.js";
import type { CommonFlags } from "../options/common-flags.js";
import { readCount } from "./read-count.js";
import { withExamples } from "./with-examples.js";

export function batchCommand(run: Run): Command {
  const command = new Command("batch")
    .description("Call an endpoint once per row, and write a line of JSON per result. What has been written does not run again.")
    .argument("<app>", 'a Space ("user/space"), a URL, a share link')
    .argument("<endpoint>", "its name, as /predict, or its number")
    .argument("[rows]", "a file; without it, or as -, stdin")
    .addOption(new Option("--format <format>", "of the rows; default: csv for a file called so, else ndjson").choices(["ndjson", "csv"]))
    .option("-o, --output <file>", "where results go; default: stdout")
    .option("--concurrency <n>", "rows that run at once", readCount(1), 4)
    .option("--retries <n>", "call again after an error that may pass; a row may run twice then", readCount(0))
    .option("--download <dir>", "save the files of the outputs, and write their paths in place of them")
    .option("--fail-fast", "stop at the first row that fails")
    .option("--resume", "skip the rows that the output file has as fulfilled, and add the others")
    .addOption(new Option("--force", "replace the output file").conflicts("resume"))
    .addHelpText("after", ROWS)
    .action((app: string, endpoint: string, rows: string | undefined, flags: CommonFlags & BatchFlags) =>
      run(flags, async (shell) => (await import("../actions/batch.js")).batch(shell, app, endpoint, rows, flags)),
    );
  return withExamples(
    command,
    "gradio-ts batch user/classifier /classify rows.csv -o out.ndjson --concurrency 8",
    "gradio-ts batch user/classifier /classify rows.csv -o out.ndjson --concurrency 8 --resume",
    `jq -c '{prompt: .title}' < books.ndjson | gradio-ts batch user/painter /infer --download pictures > out.ndjson`,
  );
}

const ROWS = `
Rows:
  ndjson   a JSON object or array per line, files as
           {"path": "cat.png", "meta": {"_type": "gradio.FileData"}}
  csv      a header with the names of inputs, below it values as in name=value:
           @path is a file's content; an empty cell is left out, unless it is a text
Results, a line each as it finishes:
  {"index":0,"key":"9f2c…","status":"fulfilled","output":…}
  {"index":1,"key":"…","status":"rejected","error":{"code":…,"message":…}}
The key is a hash of endpoint and inputs, of a file: its content.
The exit code is 7 if some rows failed.`;
