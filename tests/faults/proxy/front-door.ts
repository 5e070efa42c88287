import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/**
 * Where a proxy listens: a port that can be shut and opened again, while its connections live on. Each has an address of its own, as a port
 * is given anew soon, and a client may still hold a connection to it.
 */
export class FrontDoor {
  readonly #accept: (socket: Socket) => void;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  readonly #host: string;
  #port = 0;
  #closed = false;

  /** @param number Which of all doors it is. */
  constructor(number: number, accept: (socket: Socket) => void) {
    this.#accept = accept;
    this.#host = `127.1.${number >> 8}.${number & 255}`;
  }

  get url(): string {
    return `http://${this.#host}:${this.#port}/`;
  }

  async open(): Promise<void> {
    if (this.#closed || this.#server !== undefined) return;
    const server = createServer({ noDelay: true }, (socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
      // Who breaks connections on purpose expects them to break.
      socket.on("error", () => {});
      this.#accept(socket);
    });
    this.#server = server;
    server.listen(this.#port, this.#host);
    await once(server, "listening");
    this.#port = (server.address() as AddressInfo).port;
  }

  /** From now on, connections are refused. */
  shut(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  /** For good: an outage that ends later opens it no more. */
  close(): void {
    this.#closed = true;
    this.shut();
    this.resetAll();
  }

  resetAll(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }
}
