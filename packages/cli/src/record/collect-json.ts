import { Writable } from "node:stream";

/** No call of a page's is larger; what is, passes unread. */
const LONGEST = 256 * 1024 * 1024;

/** Reads JSON. @param onValue Gets it once it is whole, and ends the reading; what is none, or too large, it never hears of. */
export function collectJson(onValue: (value: unknown) => unknown): Writable {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length > LONGEST) return void done(new Error("Too large to be read."));
      chunks.push(chunk);
      done();
    },
    async final(done) {
      const value = parsed(Buffer.concat(chunks).toString());
      try {
        if (value !== undefined) await onValue(value);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

/** @returns `undefined` for what is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
