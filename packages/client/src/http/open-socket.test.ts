import type { Socket as Connection } from "node:net";
import { expect, it } from "vitest";
import { startSocketServer } from "../testing/socket-server.js";
import { openSocket } from "./open-socket.js";

it("ends with a message that announces more than any output has", async () => {
  const server = await startSocketServer();
  const closed = new Promise<unknown>((onClose) => {
    const request = { url: new URL(server.url.replace("http", "ws")), headers: {}, signal: new AbortController().signal };
    void openSocket(request, { onText: () => {}, onPing: () => {}, onClose });
  });
  const { socket } = await server.accepted();
  // The head of one message of 300 MB, of which nothing need follow.
  const head = Buffer.alloc(10);
  head.set([0x81, 127]);
  head.writeBigUInt64BE(300n << 20n, 2);
  (socket as unknown as { readonly _socket: Connection })._socket.write(head);
  expect(await closed).toMatchObject({ message: expect.stringMatching(/max payload size exceeded/i) });
  await server.close();
});
