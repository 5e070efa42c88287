import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidArgumentError, type JobRef, type Update } from "@gradio-ts/client";
import { takeLock } from "../locks/take-lock.js";
import { plainOutput } from "../output/plain-output.js";
import { followJob } from "./follow-job.js";
import type { Shell } from "./shell.js";
import { withClient } from "./with-client.js";

export interface WatchFlags {
  /** Only the final output. */
  readonly result?: boolean;
}

/** Reads a submitted call to its end, and prints every update of it, or its result. @throws what ended the call */
export async function watch(shell: Shell, word: string, { result }: WatchFlags): Promise<void> {
  if (shell.flags.session !== undefined)
    throw new InvalidArgumentError("The reference names the session of its call: --session is for predict.", "--session");
  const reference = readReference(word === "-" ? await shell.stdin.text() : word);
  await checkUnwatched(reference);
  await withClient(shell, reference.src, async (client) => {
    const job = client.attach(reference);
    const followed = followJob(shell, job);
    if (result === true) {
      await shell.output.value(plainOutput(await job.result()));
    } else {
      for await (const update of job.updates()) await shell.output.line(plainUpdate(update));
      await job.result();
    }
    await followed;
  });
}

/**
 * A second reader would take messages from the first, and end its work when it goes (protocol.md §3.8); the server tells neither of them.
 * Of those on this machine the second can be told.
 */
async function checkUnwatched({ src, eventId }: JobRef): Promise<void> {
  const call = createHash("sha256").update(`${src}\n${eventId}`).digest("hex").slice(0, 32);
  // Where nothing can be kept, nothing is known.
  const holder = await takeLock(join(tmpdir(), `gradio-ts-watch-${call}`)).catch(() => undefined);
  if (holder === undefined) return;
  throw new InvalidArgumentError(
    `Process ${holder.pid} is watching this call, which has one reader. If that is no watch, delete ${JSON.stringify(holder.file)}.`,
    "ref",
  );
}

function plainUpdate(update: Update): object {
  return update.type === "output" ? { ...update, output: plainOutput(update.output) } : update;
}

/** What is in it is checked by the client; where the app is must be known before. */
function readReference(text: string): JobRef {
  const { src, ...rest } = parsed(text);
  if (typeof src === "string") return { src, ...rest } as JobRef;
  throw new InvalidArgumentError("watch takes the reference that submit printed, as it is: gradio-ts watch - < job.json", "ref");
}

function parsed(text: string): { readonly src?: unknown } {
  try {
    return Object(JSON.parse(text)) as object;
  } catch {
    return {};
  }
}
