import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Server } from "@gradio-ts/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const SECOND = 1_000;
const SIX_MINUTES = 360;

describe.concurrent("a client that is slow to send", () => {
  const app = new Server();
  let port: number;
  beforeAll(async () => {
    ({ port } = await app.listen({ port: 0 }));
  });
  afterAll(() => app.close());

  /** What comes back, and after how many seconds the connection has ended. */
  async function said(speak: (socket: Socket) => Promise<void>): Promise<{ readonly text: string; readonly seconds: number }> {
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    let text = "";
    socket.on("data", (chunk) => (text += chunk));
    const ended = new Promise((resolve) => socket.on("close", resolve));
    const begun = performance.now();
    await speak(socket);
    await ended;
    return { text, seconds: (performance.now() - begun) / SECOND };
  }

  const head = (length: number) =>
    `POST /gradio_api/upload HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${length}\r\n\r\n`;
  const begin = '--b\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\n';
  const end = "\r\n--b--\r\n";

  it("may take six minutes for an upload, though Node gives five", { timeout: (SIX_MINUTES + 60) * SECOND }, async () => {
    const { text, seconds } = await said(async (socket) => {
      socket.write(head(begin.length + SIX_MINUTES * 100 + end.length) + begin);
      for (let second = 0; second < SIX_MINUTES; second++) {
        socket.write("x".repeat(100));
        await sleep(SECOND);
      }
      socket.write(end);
    });
    expect(text).toMatch(/^HTTP\/1.1 200 .*a\.bin"\]/s);
    expect(seconds).toBeGreaterThan(SIX_MINUTES);
  });

  it("may not take more than a minute or two for its headers", { timeout: 180 * SECOND }, async () => {
    const { text, seconds } = await said(async (socket) => {
      socket.write("GET /config HTTP/1.1\r\nHost: x\r\n");
      for (let n = 0; socket.readyState === "open"; n++) {
        socket.write(`X-${n}: drip\r\n`);
        await sleep(SECOND);
      }
    });
    expect(text).toMatch(/^HTTP\/1.1 408 /);
    expect(seconds).toBeLessThan(120);
  });

  it("may not take more than a minute for nothing", { timeout: 180 * SECOND }, async () => {
    const { text, seconds } = await said(async (socket) => {
      socket.write(head(1_000_000) + begin);
    });
    expect(text).toMatch(/^HTTP\/1.1 408 .*has stopped coming/s);
    expect(seconds).toBeLessThan(90);
  });
});
