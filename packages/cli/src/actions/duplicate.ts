import { AuthenticationError, type DuplicateOptions, duplicateSpace } from "@gradio-ts/client";
import { clientOptions } from "../options/client-options.js";
import { readSecrets } from "../options/read-secrets.js";
import { clientLogger } from "./client-logger.js";
import type { Shell } from "./shell.js";
import { withClient } from "./with-client.js";

export interface DuplicateFlags {
  readonly to?: string;
  readonly public?: boolean;
  readonly hardware?: string;
  /** `NAME`, or `NAME=value`. */
  readonly secret?: readonly string[];
  /** Milliseconds. */
  readonly sleepAfter?: number;
  /** Until the copy is up. */
  readonly wait?: boolean;
}

/** Copies a Space, and prints where the copy is. @throws SpaceError, AuthenticationError */
export async function duplicate(shell: Shell, space: string, flags: DuplicateFlags): Promise<void> {
  const { signal, environment } = shell;
  const { token, ...options } = clientOptions(shell.flags, environment);
  if (token === undefined) throw new AuthenticationError("duplicate needs a Hugging Face token that can write to the account of the copy.");
  const wanted: DuplicateOptions = {
    ...options,
    token,
    signal,
    logger: clientLogger(shell),
    toId: flags.to,
    private: flags.public !== true,
    hardware: flags.hardware,
    secrets: readSecrets(flags.secret ?? [], environment),
    sleepAfter: flags.sleepAfter,
  };
  shell.screen.progress(() => `copying ${space}`);
  const copy = await duplicateSpace(space, wanted);
  if (flags.wait === true) await withClient(shell, copy.spaceId, async () => {});
  await shell.output.value(copy);
}
