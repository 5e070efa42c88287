import type { IncomingMessage } from "node:http";
import { Transform, type Writable } from "node:stream";

/** Sees a request that passes; `undefined` if it is of no interest. Changes nothing. */
export type Watch = (request: IncomingMessage) => Exchange | undefined;

/** What is read of a request and its answer. */
export interface Exchange {
  /** Gets the request's body. */
  readonly body?: Writable;
  /** @returns what gets the answer's body, if anybody wants it. */
  readonly answer?: (status: number) => Writable | undefined;
}

/** Passes everything on, and gives it to a reader as well, no faster than that takes it. A reader that fails is left behind. */
export function alsoTo(reader: Writable): Transform {
  reader.on("error", () => {});
  return new Transform({
    transform(chunk, _encoding, done) {
      const go = () => {
        reader.off("drain", go).off("close", go);
        done(null, chunk);
      };
      if (reader.destroyed || reader.write(chunk)) done(null, chunk);
      else reader.on("drain", go).on("close", go);
    },
    flush(done) {
      reader.end();
      done();
    },
    destroy(error, done) {
      reader.destroy();
      done(error);
    },
  });
}
