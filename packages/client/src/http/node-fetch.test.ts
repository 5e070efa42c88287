import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dispatchers, hurryNode, setDispatchers } from "../testing/node-dispatchers.js";
import { runtimeFetch as nodeFetch } from "./node-fetch.js";
import { runtimeFetch } from "./runtime-fetch.js";

const dispatcher = () => ({ dispatch: vi.fn((_options: object, _handler: object) => true) });

const codeOf = (request: Promise<{ text(): Promise<string> }>) =>
  request
    .then((response) => response.text())
    .then(
      (text) => text,
      (error: Error) => (error.cause as { readonly code?: unknown }).code,
    );

describe("Node's fetch", () => {
  const waiting: ServerResponse[] = [];
  const server = createServer(({ url }, response) => {
    if (url === "/now") response.end("at once");
    if (url === "/body") response.write("begun, ");
    waiting.push(response);
  });
  let base = "";
  let kept: ReturnType<typeof dispatchers>;

  beforeEach(async () => {
    await once(server.listen(0, "127.0.0.1"), "listening");
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await (await fetch(`${base}/now`)).text();
    kept = dispatchers();
    waiting.length = 0;
  });
  afterEach(async () => {
    setDispatchers(kept);
    vi.unstubAllGlobals();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it.each([
    ["an answer that does not begin", "/headers", "UND_ERR_HEADERS_TIMEOUT", "ended"],
    ["an answer that does not go on", "/body", "UND_ERR_BODY_TIMEOUT", "begun, ended"],
  ])("waits for %s as long as the client does, whatever the runtime's limit", async (_, path, code, text) => {
    hurryNode();
    const patient = codeOf(nodeFetch(base + path));
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    // Sent later, given up earlier: the limit is there, and is not this request's.
    expect(await codeOf(fetch(base + path))).toBe(code);
    waiting[0]?.end("ended");
    expect(await patient).toBe(text);
  });

  it("goes the way of everybody's requests: through a dispatcher that the program has set, such as a proxy's", async () => {
    const seen: object[] = [];
    const proxy = {
      dispatch: (options: object, handler: object) => {
        seen.push(options);
        return (kept[0] ?? kept[1])?.dispatch(options, handler) === true;
      },
    };
    setDispatchers([proxy, proxy]);
    expect(await codeOf(nodeFetch(`${base}/now`))).toBe("at once");
    expect(seen).toEqual([expect.objectContaining({ path: "/now", method: "GET", headersTimeout: 0, bodyTimeout: 0 })]);
  });

  it("chooses the dispatcher that understands who asks, where a runtime keeps one for old and one for new", async () => {
    const [current, legacy] = [dispatcher(), dispatcher()] as const;
    const both = vi.fn(async (_url: string, { dispatcher }: { dispatcher: typeof current }) => {
      dispatcher.dispatch({}, { onHeaders: () => {} });
      dispatcher.dispatch({}, { onResponseStart: () => {} });
      return new Response();
    });
    vi.stubGlobal("fetch", both);
    setDispatchers([current, legacy]);
    await nodeFetch("http://app.test/");
    expect([legacy.dispatch.mock.calls.length, current.dispatch.mock.calls.length]).toEqual([1, 1]);
    expect(legacy.dispatch).toHaveBeenCalledWith(expect.anything(), { onHeaders: expect.any(Function) });
  });

  it("tells fetch of a mock that stands for the network", async () => {
    const asked = vi.fn(async (_url: string, _init: { dispatcher: { isMockActive: boolean } }) => new Response());
    vi.stubGlobal("fetch", asked);
    await nodeFetch("http://app.test/");
    expect(asked.mock.calls[0]?.[1].dispatcher.isMockActive).toBe(false);
    const mock = { ...dispatcher(), isMockActive: true };
    setDispatchers([mock, mock]);
    expect(asked.mock.calls[0]?.[1].dispatcher.isMockActive).toBe(true);
  });

  it("is the runtime's as it is where that has no dispatcher, as elsewhere", async () => {
    setDispatchers([undefined, undefined]);
    const asked = vi.fn(async (_url: string, _init?: object) => new Response());
    vi.stubGlobal("fetch", asked);
    for (const fetch of [nodeFetch, runtimeFetch]) await fetch("http://app.test/", { method: "POST" });
    expect(asked.mock.calls).toEqual(Array(2).fill(["http://app.test/", { method: "POST" }]));
  });
});
