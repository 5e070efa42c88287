import { setImmediate } from "node:timers/promises";
import type { Style } from "./line.js";

export interface SlowWriter {
  write(bytes: Buffer, style: Style): void;
  /** Once all is written. */
  afterwards(action: () => void): void;
}

/** Writes in order, each in its style. What needs no time is done at once, so that a reset comes right behind what was written. */
export function slowWriter(write: (bytes: Buffer, last: boolean) => void): SlowWriter {
  let turn: Promise<void> | undefined;
  const take = (work: () => void | Promise<void>) => {
    const begun = turn === undefined ? work() : turn.then(work);
    if (begun === undefined) return;
    const mine = begun.finally(() => {
      if (turn === mine) turn = undefined;
    });
    turn = mine;
  };
  return {
    write(bytes, style) {
      const pieces = cut(bytes, style);
      take(() => (pieces.length === 1 ? write(bytes, true) : inTurn(pieces, write)));
    },
    afterwards: take,
  };
}

async function inTurn(pieces: readonly Buffer[], write: (bytes: Buffer, last: boolean) => void): Promise<void> {
  for (const [index, piece] of pieces.entries()) {
    write(piece, index === pieces.length - 1);
    await setImmediate();
  }
}

/** In two parts: within the last character of several bytes, where there is one. */
function cut(bytes: Buffer, style: Style): Buffer[] {
  if (style === "byte by byte") return Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
  if (style !== "split in two") return [bytes];
  const character = bytes.lastIndexOf(0xc3);
  const at = character < 0 ? bytes.length >> 1 : character + 1;
  return [bytes.subarray(0, at), bytes.subarray(at)];
}
