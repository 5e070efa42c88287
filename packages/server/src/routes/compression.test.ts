import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, test, vi } from "vitest";
import { number } from "../fields/number.js";
import { Server } from "../server.js";

const app = () => new Server().api("/add", { inputs: { a: number(), b: number() }, output: number() }).handle(({ a, b }) => a + b);
const ask = (path: string, headers: Record<string, string> = { "accept-encoding": "gzip, br" }) =>
  app().fetch(`http://app${path}`, { headers });

describe("compression", () => {
  test("S155: what is a text by its path, for those who take it", async () => {
    const plain = await (await ask("/theme.css", {})).text();
    const answer = await ask("/theme.css");
    expect([answer.headers.get("content-encoding"), answer.headers.get("vary"), answer.headers.get("content-length")]).toEqual([
      "gzip",
      "Accept-Encoding",
      null,
    ]);
    expect(gunzipSync(await answer.arrayBuffer()).toString()).toBe(plain);
    expect((await ask("/gradio_api/openapi.json")).headers.get("content-encoding")).toBe("gzip");
  });

  test("S155: not where it is not taken, but caches are told that it may be", async () => {
    const answer = await ask("/theme.css", { "accept-encoding": "identity" });
    expect([answer.headers.get("content-encoding"), answer.headers.get("vary")]).toEqual([null, "Accept-Encoding"]);
  });

  test.each(["/config", "/gradio_api/info", "/", "/robots.txt"])("S155: not %s, which has no such ending or is short", async (path) => {
    expect((await ask(path)).headers.get("content-encoding")).toBe(null);
  });

  test("S42, S155: never an event stream, whatever its path", async () => {
    const answer = await ask("/gradio_api/call/add/x.json");
    expect([answer.headers.get("content-type"), answer.headers.get("content-encoding")]).toEqual([
      "text/event-stream; charset=utf-8",
      null,
    ]);
    await answer.text();
  });

  test("S155: never a part of a file", async () => {
    const answer = await ask("/theme.css", { "accept-encoding": "gzip", range: "bytes=0-9" });
    expect(answer.headers.get("content-encoding")).toBe(null);
  });

  test("S152: the origin is a reason to vary, too", async () => {
    const answer = await ask("/theme.css", { "accept-encoding": "gzip", origin: "https://page.example" });
    expect(answer.headers.get("vary")).toBe("Accept-Encoding, Origin");
  });

  describe("on workerd", () => {
    afterEach(() => vi.unstubAllGlobals());

    test("S155: is the platform's", async () => {
      vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" });
      expect((await ask("/theme.css")).headers.get("content-encoding")).toBe(null);
    });
  });
});
