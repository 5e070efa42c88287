import { nodeModule } from "./node-modules.js";

const CHUNK = 64 * 1024;

/** The bytes of a file on a disk, which is opened when they are first asked for. */
export function fileStream(path: string, start: number, end: number): ReadableStream<Uint8Array> {
  let handle: Awaited<ReturnType<(typeof fs)["open"]>> | undefined;
  const fs = nodeModule("node:fs").promises;
  let position = start;
  const finish = async () => {
    const opened = handle;
    handle = undefined;
    await opened?.close();
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          handle ??= await fs.open(path, "r");
          const buffer = new Uint8Array(Math.min(CHUNK, end - position));
          const { bytesRead } = buffer.length === 0 ? { bytesRead: 0 } : await handle.read(buffer, 0, buffer.length, position);
          position += bytesRead;
          if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead));
          if (bytesRead > 0 && position < end) return;
          await finish();
          controller.close();
        } catch (error) {
          await finish();
          throw error;
        }
      },
      cancel: finish,
    },
    { highWaterMark: 0 },
  );
}
