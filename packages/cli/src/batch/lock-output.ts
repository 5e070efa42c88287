import { realpath } from "node:fs/promises";
import { InvalidArgumentError } from "@gradio-ts/client";
import { takeLock } from "../locks/take-lock.js";

/** Keeps other batches of this machine from an output until this process ends. @throws InvalidArgumentError if one is writing it, or it is nowhere to be written. */
export async function lockOutput(output: string): Promise<void> {
  const path = await realpath(output).catch(() => output);
  const holder = await takeLock(path).catch((error: Error) => {
    throw new InvalidArgumentError(`--output: nothing can be written to ${JSON.stringify(output)}: ${error.message}.`, "--output");
  });
  if (holder === undefined) return;
  throw new InvalidArgumentError(
    `Process ${holder.pid} is writing ${JSON.stringify(output)}: wait for its end. If that is no batch, delete ${JSON.stringify(holder.file)}.`,
    "--output",
  );
}
