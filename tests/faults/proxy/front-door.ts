import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/** A port that can stop listening and come back, while its connections live on. */
export class FrontDoor {
  readonly #accept: (socket: Socket) => void;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  constructor(accept: (socket: Socket) => void) {
    this.#accept = accept;
  }

  get port(): number {
    return this.#port;
  }

  async open(): Promise<void> {
    if (this.#server !== undefined) return;
    const server = createServer({ noDelay: true }, (socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
      // Who breaks connections on purpose expects them to break.
      socket.on("error", () => {});
      this.#accept(socket);
    });
    this.#server = server;
    server.listen(this.#port, "127.0.0.1");
    await once(server, "listening");
    this.#port = (server.address() as AddressInfo).port;
  }

  /** From now on, connections are refused. */
  shut(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  resetAll(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }
}
