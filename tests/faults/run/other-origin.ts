import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readBody } from "../proxy/read-body.js";
import { ELSEWHERE } from "./judge.js";
import { SECRETS } from "./task.js";

/** A server of another origin, to which faults redirect: it notes whatever secrets come its way. */
export interface OtherOrigin {
  /** Where a case leads to. */
  urlOf(id: number): string;
  /** What it got of a case that it must not have. */
  leaked(id: number): readonly string[];
  stop(): void;
}

export async function startOtherOrigin(): Promise<OtherOrigin> {
  const leaked = new Map<number, string[]>();
  const server = createServer(async (request, response) => {
    const id = Number(/^\/case-(\d+)/.exec(request.url ?? "")?.[1]);
    const body = String(await readBody(request, Number.POSITIVE_INFINITY));
    const all = JSON.stringify(request.headers) + body;
    const found = [SECRETS.password, SECRETS.token, SECRETS.header, "access-token"].filter((secret) => all.includes(secret));
    // Whatever its body says: it was not meant for here.
    if (body !== "") found.push("a body");
    leaked.set(id, [...(leaked.get(id) ?? []), ...found]);
    response.end(ELSEWHERE);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (id) => `http://127.0.0.1:${port}/case-${id}`,
    leaked: (id) => leaked.get(id) ?? [],
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
