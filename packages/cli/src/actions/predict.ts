import { readInputs } from "../inputs/read-inputs.js";
import { splitWords } from "../inputs/split-words.js";
import { tokenFor } from "../options/token-for.js";
import { checkDirectory } from "./check-directory.js";
import { findEndpoint } from "./find-endpoint.js";
import { followJob } from "./follow-job.js";
import { type PrintFlags, printOutput } from "./print-output.js";
import type { Shell } from "./shell.js";
import { withClient } from "./with-client.js";

export interface PredictFlags extends PrintFlags {
  /** Every output of a generator. */
  readonly stream?: boolean;
  readonly retries?: number;
}

/** Calls, waits, and prints what comes. @throws what ended the call */
export async function predict(shell: Shell, app: string, words: readonly string[], flags: PredictFlags): Promise<void> {
  const { endpoint: word, inputs: given } = splitWords(words);
  const { download, stream, retries } = flags;
  if (download !== undefined) await checkDirectory("--download", download);
  await withClient(shell, app, async (client) => {
    const { wanted, endpoint } = findEndpoint(client, word);
    const inputs = await readInputs(given, endpoint.parameters, { stdin: shell.stdin, src: client.src });
    const job = client.submit(wanted, inputs, { resubmit: retries, oauthToken: tokenFor(endpoint, shell.flags, shell.environment) });
    const followed = followJob(shell, job);
    if (stream === true) {
      for await (const output of job) await printOutput(shell, output, flags, "several");
      await job.result();
    } else {
      await printOutput(shell, await job.result(), flags, "one");
    }
    await followed;
  });
}
