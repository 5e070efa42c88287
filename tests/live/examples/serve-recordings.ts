import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { repository } from "../environment/paths.js";

/** Serves examples/recordings at a private address, for as long as this process runs. @returns where. */
export async function serveRecordings(): Promise<string> {
  const server = createServer(async (request, response) => {
    const name = new URL(request.url ?? "/", "http://localhost").pathname.slice(1);
    response.end(await readFile(join(repository, "examples", "recordings", name)));
  });
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
