import type { IncomingMessage } from "node:http";

/** Reads a request; `undefined` where more than so many bytes of it have come, and it is to go no further. */
export async function readBody(request: IncomingMessage, cutAfter: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length <= cutAfter) return;
      request.pause();
      resolve(undefined);
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
  });
}
