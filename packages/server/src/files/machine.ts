/** What a machine with a disk and sockets can do. Chosen by the conditions of `#machine` in package.json: on Node, Bun and Deno. */
import { DiskVault } from "./disk-vault.js";
import type { Vault } from "./vault.js";

export { openPublic } from "./open-by-socket.js";
export { allowedFile, ownFile } from "./own-file.js";

/** How long a request's headers may take, in ms. Its body may take longer than the five minutes that Node gives: it is watched as it is read. */
const PATIENCE = { headersTimeout: 60_000, requestTimeout: 0 };

/** A server of `node:http` for a fetch handler, which does not listen yet. Loaded for apps that listen: others may be served otherwise. */
export async function nodeServer(fetch: (request: Request) => Promise<Response>): Promise<unknown> {
  const { createAdaptorServer } = await import("@hono/node-server");
  return createAdaptorServer({ fetch, overrideGlobalObjects: false, serverOptions: PATIENCE });
}

/** A temporary directory. */
export function defaultVault(): Vault {
  return new DiskVault();
}
