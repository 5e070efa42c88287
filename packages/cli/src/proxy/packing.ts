import type { Transform } from "node:stream";
import { constants, createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

const UNPACKERS: Readonly<Record<string, () => Transform>> = {
  br: () => createBrotliDecompress(),
  // What has come is given at once, whole or not.
  gzip: () => createGunzip({ flush: constants.Z_SYNC_FLUSH }),
  deflate: () => createInflate({ flush: constants.Z_SYNC_FLUSH }),
};

/**
 * How answers may be packed: as the browser says, less what cannot be unpacked here. Not at all would be simpler, but some servers have files packed
 * only: Gradio's Node server has the scripts of its pages so (protocol.md §13).
 * @param accepted The browser's `accept-encoding`.
 */
export function packingsOf(accepted = ""): string {
  const names = accepted.split(",").map((name) => name.trim().replace(/;.*/, ""));
  return names.filter((name) => Object.hasOwn(UNPACKERS, name)).join(", ") || "identity";
}

/** Unpacks what is packed so; `undefined` for what is not packed. */
export function unpacker(packing: string | undefined): Transform | undefined {
  return packing === undefined ? undefined : UNPACKERS[packing]?.();
}
