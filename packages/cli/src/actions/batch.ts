import { type Client, InvalidArgumentError } from "@gradio-ts/client";
import { BatchRun } from "../batch/batch-run.js";
import type { Results } from "../batch/read-results.js";
import { earlierResults, ResultsFile, type ResultsFlags } from "../batch/results-file.js";
import { RowReader } from "../batch/row-reader.js";
import { type RowFormat, type RowSource, rowSource } from "../batch/row-source.js";
import { tokenFor } from "../options/token-for.js";
import { batchText } from "../screen/batch-text.js";
import { checkDirectory } from "./check-directory.js";
import { findEndpoint } from "./find-endpoint.js";
import { printedOutput } from "./print-output.js";
import type { Shell } from "./shell.js";
import { withClient } from "./with-client.js";

export interface BatchFlags extends ResultsFlags {
  readonly format?: RowFormat;
  readonly concurrency: number;
  readonly retries?: number;
  /** Where files are saved; their paths then stand in their place. */
  readonly download?: string;
  /** Stop at the first row that fails. */
  readonly failFast?: boolean;
}

/** With some rows failed, the command has done what it should. */
const SOME_FAILED = 7;

/** Calls once per row, and writes a line per result. @throws InvalidArgumentError, EndpointNotFoundError before anything is sent */
export async function batch(shell: Shell, app: string, word: string, rows: string | undefined, flags: BatchFlags): Promise<void> {
  if (shell.flags.session !== undefined)
    throw new InvalidArgumentError("Rows run in sessions of their own: --session is for predict.", "--session");
  const source = await rowSource(rows, flags.format, shell.stdin);
  const earlier = await earlierResults(flags, source.file);
  if (flags.download !== undefined) await checkDirectory("--download", flags.download);
  await withClient(shell, app, (client) => runBatch(shell, client, word, { source, earlier, flags }));
}

interface Given {
  readonly source: RowSource;
  readonly earlier: Results;
  readonly flags: BatchFlags;
}

async function runBatch(shell: Shell, client: Client, word: string, { source, earlier, flags }: Given): Promise<void> {
  const { screen, signal } = shell;
  const { wanted, endpoint } = findEndpoint(client, word);
  const reader = new RowReader(source, endpoint, client.src);
  screen.progress(() => `reading ${source.name}`);
  const counted = await reader.count(earlier.done);
  const output = flags.output === undefined ? shell.output : await ResultsFile.open(flags.output, flags, earlier);
  if (earlier.done.size > 0) screen.note(`resuming: ${resumeText(counted, earlier)}`);
  const run = new BatchRun({
    client,
    endpoint: wanted,
    rows: reader.rows(),
    done: earlier.done,
    concurrency: flags.concurrency,
    resubmit: flags.retries,
    oauthToken: tokenFor(endpoint, shell.flags, shell.environment),
    failFast: flags.failFast === true,
    signal,
    total: counted?.all,
    printed: (value) => printedOutput(shell, value, flags),
    write: (result) => output.line(result),
  });
  const begun = performance.now();
  screen.progress(() => batchText(run.count, performance.now() - begun));
  await run.run();
  screen.note(batchText(run.count, performance.now() - begun));
  if (run.count.failed > 0) shell.exitWith(SOME_FAILED);
}

function resumeText(counted: { readonly all: number; readonly done: number } | undefined, { done }: Results): string {
  return counted === undefined ? `${done.size} done` : `${counted.done} done, ${counted.all - counted.done} to do`;
}
