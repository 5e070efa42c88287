import { describe, expect, it, vi } from "vitest";
import { readText } from "./read-text.js";

/** A body of these pieces, then of the last one without end. */
function endless(pieces: readonly Uint8Array[]) {
  const cancel = vi.fn();
  let next = 0;
  const pull = (controller: ReadableStreamDefaultController) => controller.enqueue(pieces[Math.min(next++, pieces.length - 1)]);
  return { cancel, response: new Response(new ReadableStream({ pull, cancel }, { highWaterMark: 0 })) };
}

describe("readText", () => {
  it("reads a text whole, without its byte order mark, and letters that come in pieces", async () => {
    const bytes = new TextEncoder().encode("\ufeffhé😀");
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await readText(new Response(body), 100)).toEqual({ text: "hé😀", whole: true });
    expect(await readText(new Response(null), 100)).toEqual({ text: "", whole: true });
  });

  it("takes exactly as many bytes as it may", async () => {
    expect(await readText(new Response("12345"), 5)).toEqual({ text: "12345", whole: true });
    expect(await readText(new Response("123456"), 5)).toEqual({ text: "12345", whole: false });
  });

  it("lets go of what does not end", async () => {
    const { cancel, response } = endless([new TextEncoder().encode("ab")]);
    expect(await readText(response, 7)).toEqual({ text: "abababa", whole: false });
    expect(cancel).toHaveBeenCalledOnce();
  });

  it("ends with its signal, whoever else has forgotten that", async () => {
    const { response, cancel } = endless([new Uint8Array(1)]);
    const stalled = new Response(new ReadableStream({ cancel }));
    const controller = new AbortController();
    const reading = readText(stalled, 100, controller.signal);
    controller.abort(new Error("enough"));
    await expect(reading).rejects.toThrow("enough");
    expect(cancel).toHaveBeenCalled();
    await expect(readText(response, 100, controller.signal)).rejects.toThrow("enough");
  });
});
