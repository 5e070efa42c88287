import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Tells the parent process where a server listens. It ends with its parent. */
export function announce(server: Server): void {
  process.once("disconnect", () => process.exit());
  server.listen(0, "127.0.0.1", () => process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }));
}
