/** Text that would run, were it taken for markup. */
export const HOSTILE = `<img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=1</script><svg onload="globalThis.hacked=1"></svg>`;

/** A picture that would run, were it opened as a page. */
export const HOSTILE_SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="globalThis.hacked=1"><script>globalThis.hacked=1</script></svg>`;

/** A red dot. */
export const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==",
  "base64",
);

/** A tenth of a second of sound, as WAV. */
export function beep(): Uint8Array<ArrayBuffer> {
  const rate = 8_000;
  const samples = rate / 10;
  const header = Buffer.alloc(44);
  header.write("RIFF");
  header.writeUInt32LE(36 + samples, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples, 40);
  const wave = Array.from({ length: samples }, (_, index) => 128 + Math.round(100 * Math.sin(index / 3)));
  return new Uint8Array([...header, ...wave]);
}
