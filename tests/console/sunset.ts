import { crc32, deflateSync } from "node:zlib";

const WIDTH = 480;
const HEIGHT = 300;

/** A picture to be described: a sun over the sea, as PNG. */
export function sunset(): Buffer {
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3));
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) rows.set(colourAt(x, y), y * (1 + WIDTH * 3) + 1 + x * 3);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  // 8 bits of red, green and blue each.
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    part("IHDR", head),
    part("IDAT", deflateSync(rows)),
    part("IEND", Buffer.alloc(0)),
  ]);
}

function colourAt(x: number, y: number): readonly [number, number, number] {
  const sea = y > HEIGHT * 0.65;
  const sun = Math.hypot(x - WIDTH / 2, y - HEIGHT * 0.6) < 60;
  if (sun && !sea) return [255, 236, 160];
  const share = y / HEIGHT;
  return sea ? [40, 60 + Math.round(40 * share), 110] : [250 - Math.round(40 * share), 130 + Math.round(70 * share), 110];
}

function part(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(named) >>> 0, 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
