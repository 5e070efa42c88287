import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProtocolError } from "../errors.js";
import { readEvents, readMessage } from "./read-events.js";

function streamOf(chunks: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const { done, value } = iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

async function eventsOf(body: ReadableStream<Uint8Array> | null, type = "text/event-stream; charset=utf-8"): Promise<string[]> {
  const events: string[] = [];
  const response = new Response(body, { headers: { "content-type": type } });
  await readEvents(response, { signal: new AbortController().signal, onData: (data) => void events.push(data), onBytes: () => {} });
  return events;
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...sorted].map((start, index) => bytes.slice(start, sorted[index] ?? bytes.length));
}

describe("readEvents", () => {
  it("gives the same messages however the bytes are cut, with LF or CRLF, comments, and a byte order mark", async () => {
    const message = fc.record({
      msg: fc.string(),
      text: fc.string({ unit: "binary" }),
      deep: fc.array(fc.constantFrom("é", "😀", "\u2028", "\n")),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { maxLength: 6 }),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        fc.array(fc.constantFrom(": a comment", "event: message", "id: 1", "retry: 5", "nonsense", "data")),
        fc.array(fc.nat({ max: 10_000 }), { maxLength: 40 }),
        async (messages, end, mark, noise, places) => {
          const lines = messages.flatMap((each, index) => {
            const between = noise[index] === undefined || noise[index] === "data" ? [] : [noise[index]];
            return [...between, `data: ${JSON.stringify(each)}`, ""];
          });
          const text = (mark ? "\ufeff" : "") + lines.map((line) => line + end).join("");
          const events = await eventsOf(streamOf(cut(new TextEncoder().encode(text), places)));
          expect(events.map(readMessage)).toEqual(JSON.parse(JSON.stringify(messages)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each<[string, string]>([
    ["line", ""],
    ["event", "\ndata:"],
  ])("ends at a %s that does not", { timeout: 30_000 }, async (_, between) => {
    const piece = new TextEncoder().encode(between + "x".repeat(4 << 20));
    function* endless() {
      yield new TextEncoder().encode("data: {");
      for (;;) yield piece;
    }
    const reading = eventsOf(streamOf(endless()));
    await expect(reading).rejects.toThrow(ProtocolError);
    await expect(reading).rejects.toThrow(/longer than 256 MB/);
  });

  it("gives the same messages cut after every byte", async () => {
    const text = 'data: {"a":"é😀"}\r\n\r\n: x\r\n\r\ndata: {"b":1}\r\n\r\ndata: unfinished';
    const bytes = new TextEncoder().encode(text);
    expect(await eventsOf(streamOf(cut(bytes, [...bytes.keys()])))).toEqual(['{"a":"é😀"}', '{"b":1}']);
  });

  it("costs in proportion to the bytes: one message of 20 MB in chunks of 64 kB against one of 5 MB", async () => {
    const cpu = async (megabytes: number) => {
      const bytes = new TextEncoder().encode(`data: ${JSON.stringify({ data: "x".repeat(megabytes * 2 ** 20) })}\n\n`);
      const chunks = cut(
        bytes,
        Array.from({ length: Math.floor(bytes.length / 65_536) }, (_, index) => (index + 1) * 65_536),
      );
      const start = process.cpuUsage();
      const [event] = await eventsOf(streamOf(chunks));
      readMessage(event as string);
      const { user, system } = process.cpuUsage(start);
      return user + system;
    };
    await cpu(5);
    const small = Math.min(await cpu(5), await cpu(5), await cpu(5));
    const large = Math.min(await cpu(20), await cpu(20), await cpu(20));
    expect(large / small).toBeLessThan(9); // Linear is 4, quadratic 16.
  });

  it.each(["text/html", "application/json; charset=utf-8"])("refuses %s", async (type) => {
    await expect(eventsOf(streamOf([]), type)).rejects.toThrow(ProtocolError);
  });

  it("refuses an answer without a body", async () => {
    await expect(eventsOf(null)).rejects.toThrow(ProtocolError);
  });

  it("tells of every sign of life, comments included", async () => {
    let bytes = 0;
    const response = new Response(streamOf([": a", "live", "\n\n"].map((text) => new TextEncoder().encode(text))));
    await readEvents(response, { signal: new AbortController().signal, onData: () => expect.fail(), onBytes: () => bytes++ });
    expect(bytes).toBe(3);
  });

  it("ends with the reason of its signal, and lets go of a stream that knows no signal", async () => {
    let cancelled: unknown;
    const controller = new AbortController();
    const response = new Response(
      new ReadableStream({
        cancel(reason) {
          cancelled = reason;
        },
      }),
    );
    const reading = readEvents(response, { signal: controller.signal, onData: () => {}, onBytes: () => {} });
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    expect(cancelled).toBe(reason);
  });

  it("fails as the stream fails, and lets go of it where a listener fails", async () => {
    const broken = new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError("terminated")) }));
    const reading = { signal: new AbortController().signal, onData: () => {}, onBytes: () => {} };
    await expect(readEvents(broken, reading)).rejects.toThrow("terminated");
    let cancelled = false;
    const whole = new Response(
      new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode("data: x\n\n")),
        cancel() {
          cancelled = true;
        },
      }),
    );
    await expect(readEvents(whole, { ...reading, onData: (data) => void readMessage(data) })).rejects.toThrow(ProtocolError);
    expect(cancelled).toBe(true);
  });
});

describe("readMessage", () => {
  it.each(["", "null", "1", '"text"', "[]", "{", "NaN"])("refuses %j", (data) => expect(() => readMessage(data)).toThrow(ProtocolError));
});
