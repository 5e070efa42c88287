import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEvents, readMessage } from "./read-events.js";

/** The data of the events of a stream, by the rules of server-sent events; what no empty line ends is no event. */
function dataIn(stream: string): string[] {
  const events: string[] = [];
  let data: string[] = [];
  for (const line of stream.split(/\r\n|\r|\n/).slice(0, -1)) {
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (line === "") {
      if (data.length > 0) events.push(data.join("\n"));
      data = [];
    } else if (field === "data") data.push(value);
  }
  return events;
}

async function read(chunks: readonly Uint8Array[]): Promise<string[]> {
  const events: string[] = [];
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const response = new Response(body, { headers: { "content-type": "text/event-stream" } });
  await readEvents(response, { signal: new AbortController().signal, onData: (data) => void events.push(data), onBytes: () => {} });
  return events;
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
  return [0, ...sorted].map((start, index) => bytes.slice(start, sorted[index] ?? bytes.length));
}

const words = fc.oneof(
  fc.constantFrom("", " ", ":", "é", "😀", "\u2028", "\u0085", "\ufeff", "\0", "data: x", "{}"),
  fc.string({ unit: "binary", maxLength: 8 }).map((text) => text.replaceAll(/[\r\n]/g, "")),
);
const fieldName = fc.constantFrom(
  "data: ",
  "data:",
  "event: ",
  "id: ",
  "retry: ",
  ": ",
  ":",
  "nonsense: ",
  "dataset: ",
  " data: ",
  "Data: ",
);
const line = fc.oneof(
  { weight: 3, arbitrary: fc.constant("") },
  { weight: 5, arbitrary: fc.tuple(fieldName, words).map(([name, value]) => name + value) },
  { weight: 1, arbitrary: fc.constantFrom("data", "event", "id", "retry", "nonsense", "dat", "datadata") },
);
const end = fc.constantFrom("\n", "\r\n", "\r");
/** Line ends of one kind, or mixed. */
const ends = fc.oneof(
  end.map((one) => [one]),
  fc.array(end, { minLength: 2, maxLength: 5 }),
);
const mark = fc.constantFrom("", "\ufeff");
/** Begins with a whole line: a reader may wait for the next one to tell whether a CR before it was half a CRLF. */
const rest = fc.constantFrom(":\n", ":\n: the end", ":\ndata: unfinished", ":\ndata");
const places = fc.array(fc.nat({ max: 2000 }), { maxLength: 20 });

const joined = (lines: readonly string[], endings: readonly string[]) =>
  lines.map((each, index) => each + endings[index % endings.length]).join("");

describe("the events of a stream", () => {
  it("are the same however its bytes are cut, whatever its lines, line ends and byte order mark", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 20 }), ends, mark, rest, places, async (lines, endings, first, last, at) => {
        const stream = joined(lines, endings) + last;
        const bytes = new TextEncoder().encode(first + stream);
        const events = dataIn(stream);
        expect(await read([bytes])).toEqual(events);
        expect(await read(cut(bytes, at))).toEqual(events);
        expect(await read(cut(bytes, [...bytes.keys()]))).toEqual(events);
      }),
      { numRuns: 1000 },
    );
  });

  it("are the messages that were sent, in one line of data or in many", async () => {
    const message = fc.record({ msg: fc.string(), output: fc.jsonValue(), text: fc.string({ unit: "binary" }) });
    const indent = fc.constantFrom(0, 1);
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 5 }), indent, end, mark, places, async (messages, spaces, ending, first, at) => {
        const lines = messages.flatMap((each) => [
          ...JSON.stringify(each, null, spaces)
            .split("\n")
            .map((part) => `data: ${part}`),
          "",
        ]);
        const bytes = new TextEncoder().encode(`${first}${joined(lines, [ending])}:\n`);
        const events = await read(cut(bytes, at));
        expect(events.map(readMessage)).toEqual(JSON.parse(JSON.stringify(messages)));
      }),
      { numRuns: 300 },
    );
  });
});
