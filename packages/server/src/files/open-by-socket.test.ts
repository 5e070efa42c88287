import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPublic as openByFetch } from "./open-by-fetch.js";
import { openPublic } from "./open-by-socket.js";
import { isPublicAddress } from "./public-address.js";
import { RefusedUrlError } from "./public-file.js";

test.each([
  "8.8.8.8",
  "1.1.1.1",
  "193.0.6.139",
  "2606:4700:4700::1111",
  "2a00:1450:4001::200e",
  "::ffff:8.8.8.8",
])("S168: %s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  "127.0.0.1",
  "127.255.0.1",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.0.1",
  "169.254.169.254",
  "100.64.0.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "192.0.2.1",
  "198.18.0.1",
  "::",
  "::1",
  "fe80::1",
  "fc00::1",
  "fd12::1",
  "ff02::1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::ffff:169.254.169.254",
  "64:ff9b::7f00:1",
  "::7f00:1",
  "::a9fe:a9fe",
  "2002:7f00:1::",
  "2001:db8::1",
  "",
  "no address",
])("S168: %j is not", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

describe("a URL that a caller names", () => {
  const servers: Server[] = [];
  const asked: string[] = [];
  /** Two servers of this machine stand for a public one and a private one. */
  const ports: Record<string, number> = {};
  const isPublic = (address: string) => address === "127.0.0.1";
  beforeAll(async () => {
    for (const host of ["127.0.0.1", "127.0.0.2"]) {
      const server = createServer((request, response) => {
        asked.push(`${host}${request.url}`);
        const [, kind = "", rest = ""] = /^\/(\w+)\/?(.*)$/.exec(request.url ?? "") ?? [];
        if (kind === "to") response.writeHead(302, { location: decodeURIComponent(rest) }).end();
        else if (kind === "loop") response.writeHead(302, { location: "/loop" }).end();
        else if (kind === "none") response.writeHead(404).end("none");
        else response.setHeader("content-type", "Text/Plain; charset=utf-8").end("content");
      });
      await new Promise<void>((resolve) => server.listen(0, host, resolve));
      servers.push(server);
      ports[host] = (server.address() as AddressInfo).port;
    }
  });
  afterAll(() => {
    for (const server of servers) server.close();
  });
  const at = (host: string, path: string) => `http://${host}:${ports[host]}${path}`;
  const to = (url: string) => at("127.0.0.1", `/to/${encodeURIComponent(url)}`);

  test("S173: is fetched with its type, through redirects that stay public", async () => {
    const found = await openPublic(to(at("127.0.0.1", "/file.txt")), isPublic);
    expect([found.url.pathname, found.type, await new Response(found.content).text()]).toEqual(["/file.txt", "text/plain", "content"]);
  });

  test("S173: is refused where a redirect leads to a private address, before that is asked", async () => {
    asked.length = 0;
    for (const url of [
      at("127.0.0.2", "/x"),
      to(at("127.0.0.2", "/x")),
      to(to(at("127.0.0.2", "/x"))),
      to("file:///etc/passwd"),
      to("ftp://127.0.0.1/x"),
    ]) {
      await expect(openPublic(url, isPublic), url).rejects.toThrow(RefusedUrlError);
    }
    expect(asked.filter((one) => one.startsWith("127.0.0.2"))).toEqual([]);
  });

  test("S173: a name is judged by the addresses it is connected to", async () => {
    await expect(openPublic(`http://localhost:${ports["127.0.0.1"]}/x`)).rejects.toThrow("Hostname localhost failed validation");
    const seen: string[] = [];
    const nobody = (address: string) => {
      seen.push(address);
      return false;
    };
    await expect(openPublic(`http://localhost:${ports["127.0.0.1"]}/x`, nobody)).rejects.toThrow(RefusedUrlError);
    expect(seen[0]).toMatch(/^(127\.0\.0\.1|::1)$/);
  });

  test("S173: one that answers nothing useful, or redirects for ever, is an error", async () => {
    await expect(openPublic(at("127.0.0.1", "/none"), isPublic)).rejects.toThrow("answered 404");
    await expect(openPublic(at("127.0.0.1", "/loop"), isPublic)).rejects.toThrow("redirects too often");
  });

  test("S168: where there are no sockets, addresses and names nearby are refused all the same", async () => {
    for (const url of [
      "http://127.0.0.1/",
      "http://0x7f000001/",
      "http://[::ffff:127.0.0.1]/",
      "http://localhost/",
      "http://x.localhost/",
      "http://db.internal/",
      "http://printer.local./",
      "file:///etc/passwd",
    ]) {
      await expect(openByFetch(url), url).rejects.toThrow(RefusedUrlError);
    }
  });
});
