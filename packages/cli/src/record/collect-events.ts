import { Writable } from "node:stream";
import { createParser } from "eventsource-parser";
import { parsed } from "./collect-json.js";

/** Reads an event stream. @param onEvent Gets the JSON of each event, and its name if it has one. */
export function collectEvents(onEvent: (value: unknown, name: string | undefined) => void): Writable {
  const decoder = new TextDecoder();
  const parser = createParser({ onEvent: ({ data, event }) => onEvent(parsed(data), event) });
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      parser.feed(decoder.decode(chunk, { stream: true }));
      done();
    },
  });
}
