/** What a machine with a disk and sockets can do. Chosen by the conditions of `#machine` in package.json: on Node, Bun and Deno. */
import { DiskVault } from "./disk-vault.js";
import type { Vault } from "./vault.js";

export { openPublic } from "./open-by-socket.js";
export { allowedFile, ownFile } from "./own-file.js";

/** A server of `node:http` for a fetch handler, which does not listen yet. Loaded for apps that listen: others may be served otherwise. */
export async function nodeServer(fetch: (request: Request) => Promise<Response>): Promise<unknown> {
  const { createAdaptorServer } = await import("@hono/node-server");
  return createAdaptorServer({ fetch, overrideGlobalObjects: false });
}

/** A temporary directory. */
export function defaultVault(): Vault {
  return new DiskVault();
}
