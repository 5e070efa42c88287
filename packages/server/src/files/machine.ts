/** What a machine with a disk and sockets can do for files. Chosen by the conditions of `#machine` in package.json: on Node, Bun and Deno. */
import { DiskVault } from "./disk-vault.js";
import type { Vault } from "./vault.js";

export { openPublic } from "./open-by-socket.js";
export { allowedFile, ownFile } from "./own-file.js";

/** A temporary directory. */
export function defaultVault(): Vault {
  return new DiskVault();
}
