import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ReplaceOrigin } from "./replace-origin.js";

const APP = new URL("https://user-space.hf.space/");
const OURS = "http://127.0.0.1:7861";

async function passed(chunks: readonly Uint8Array[], app = APP): Promise<string> {
  return (await buffer(Readable.from(chunks).pipe(new ReplaceOrigin(app, OURS)))).toString();
}

describe("The addresses of an app", () => {
  it.each([
    ["the root of a config", '{"root":"https://user-space.hf.space"}', `{"root":"${OURS}"}`],
    ["a root that forgets the encryption", '{"root":"http://user-space.hf.space/x"}', `{"root":"${OURS}/x"}`],
    ["a file in an event", 'data: {"url": "https://user-space.hf.space/file=/a.png"}\n\n', `data: {"url": "${OURS}/file=/a.png"}\n\n`],
    ["an attribute", "<a href='https://user-space.hf.space/'>", `<a href='${OURS}/'>`],
    ["JSON within a string", '"{\\"root\\":\\"https://user-space.hf.space\\"}"', `"{\\"root\\":\\"${OURS}\\"}"`],
  ])("become the proxy's: %s", async (_, text, ours) => {
    expect(await passed([Buffer.from(text)])).toBe(ours);
  });

  it.each([
    '"See https://user-space.hf.space/ for more"',
    '"https://user-space.hf.space.example.com/"',
    '"https://user-space.hf.space:8443/"',
    '"https://other-space.hf.space/"',
    "https://user-space.hf.space/",
  ])("stay where they are another's, or a part of a text: %s", async (text) => {
    expect(await passed([Buffer.from(text)])).toBe(text);
  });

  it("are told from those of another port", async () => {
    const text = '["http://127.0.0.1:78","http://127.0.0.1:7860"]';
    expect(await passed([Buffer.from(text)], new URL("http://127.0.0.1:78/"))).toBe(`["${OURS}","http://127.0.0.1:7860"]`);
  });

  it("are found however the bytes are cut", async () => {
    const pieces = fc.constantFrom('"', "'", "https://", "http://", "user-space.hf.space", "/file=ü", "http", "\\", ".", "日本", "x");
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 20 }), fc.array(fc.nat(200)), async (words, cuts) => {
        const whole = Buffer.from(words.join(""));
        const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((one, other) => one - other), whole.length];
        const chunks = places.slice(1).map((end, index) => whole.subarray(places[index], end));
        expect(await passed(chunks)).toBe(await passed([whole]));
      }),
    );
  });

  it("hold nothing back but what may be one", () => {
    const stream = new ReplaceOrigin(APP, OURS);
    stream.write('data: {"text": "done"}\n\n');
    expect(String(stream.read())).toBe('data: {"text": "done"}\n\n');
    stream.write('data: {"url": "https://user-sp');
    expect(String(stream.read())).toBe('data: {"url": ');
    stream.write('ecial.example/"}');
    expect(String(stream.read())).toBe('"https://user-special.example/"}');
  });
});
