import { InvalidArgumentError } from "@gradio-ts/client";
import { readInputs } from "../inputs/read-inputs.js";
import { splitWords } from "../inputs/split-words.js";
import { tokenFor } from "../options/token-for.js";
import { findEndpoint } from "./find-endpoint.js";
import type { Shell } from "./shell.js";
import { withClient } from "./with-client.js";

/** Puts a call into the app's queue, and prints the reference to it. @throws UnsupportedAppError where an app keeps no calls for later */
export async function submit(shell: Shell, app: string, words: readonly string[]): Promise<void> {
  const { endpoint: word, inputs: given } = splitWords(words);
  const { flags, environment } = shell;
  if (flags.session !== undefined)
    throw new InvalidArgumentError("A submitted call has a session of its own: --session is for predict.", "--session");
  await withClient(shell, app, async (client) => {
    const { wanted, endpoint } = findEndpoint(client, word);
    const inputs = await readInputs(given, endpoint.parameters, { stdin: shell.stdin, src: client.src });
    shell.screen.progress(() => "sending");
    const reference = await client.enqueue(wanted, inputs, { oauthToken: tokenFor(endpoint, flags, environment) });
    await shell.output.value(reference);
  });
}
