/** Stands for machine.ts where there is none: in workers (`#machine` in package.json). */
import { MemoryStore } from "./memory-store.js";
import { StoreVault } from "./store-vault.js";
import type { Opened, Vault } from "./vault.js";

export { openPublic } from "./open-by-fetch.js";

/** Memory. */
export function defaultVault(): Vault {
  return new StoreVault(new MemoryStore());
}

/** @throws Error: workers do not listen, they are asked. */
export async function nodeServer(_fetch: (request: Request) => Promise<Response>): Promise<unknown> {
  throw new Error("listen() needs Node, Bun or Deno. Here, give app.fetch to the runtime.");
}

/** There is none. */
export async function allowedFile(_path: string, _allowed: readonly string[]): Promise<Opened | undefined> {
  return undefined;
}

/** @throws Error: there is no path to open. */
export async function ownFile(given: string, _allowed: readonly string[]): Promise<Opened> {
  throw new Error(`${JSON.stringify(given)} is a path, and there is no disk here: give bytes, a Blob or a stream.`);
}
