import { describe, expect, it, vi } from "vitest";
import type { App, Endpoint, Version, WireName } from "../app/app.js";
import { testHttp } from "../testing/test-http.js";
import type { WireSession } from "./call.js";
import { protocolsOf } from "./protocols.js";

/** Whether an endpoint of a version joins the queue, or is run directly. */
function way(version: Version, endpoint: Partial<Endpoint>, component = "Textbox", wire: WireName = "sse_v3"): string {
  const subscribe = vi.fn(() => ({ joined: Promise.resolve(undefined), drop() {} }));
  const fetch = vi.fn(() => new Promise<never>(() => {}));
  const described = { fnIndex: 0, name: "/f", queued: true, generator: false, outputs: [{ component }], ...endpoint } as Endpoint;
  const app = { version, prefix: "", wire } as App;
  const session = { hash: "s", stream: { subscribe, idle: true, async dropIdle() {} } } as WireSession;
  protocolsOf(testHttp(fetch), app)(described).start({ endpoint: described, data: [] }, session, () => {});
  return subscribe.mock.calls.length > 0 ? "queue" : fetch.mock.calls.length > 0 ? "direct" : "nowhere";
}

const version = (text: string): Version => {
  const [major = 0, minor = 0, patch = 0] = text.split(".").map(Number);
  return { major, minor, patch };
};

describe("protocolsOf", () => {
  it("goes through the queue, or beside it where the app says so", () => {
    expect(way(version("6.31.0"), {})).toBe("queue");
    expect(way(version("6.31.0"), { queued: false })).toBe("direct");
  });

  it("joins the queue for a generator, of which a direct run gives the first value only", () => {
    expect(way(version("6.31.0"), { queued: false, generator: true })).toBe("queue");
  });

  it.each([
    ["5.46.0", "direct"],
    ["5.46.1", "queue"],
    ["5.49.1", "queue"],
    ["6.0.0", "direct"],
  ])("gets JSON of an unqueued endpoint of %s over the %s", (text, expected) => {
    expect(way(version(text), { queued: false }, "Json")).toBe(expected);
    expect(way(version(text), { queued: false })).toBe("direct");
  });

  it.each([
    ["3.50.2", "queue"],
    ["4.0.2", "direct"],
    ["4.10.0", "direct"],
    ["4.19.2", "direct"],
    ["4.20.0", "queue"],
  ])("calls a batch of %s by the way that neither stops the queue nor mixes up values: %s (protocol.md §3.2, §14)", (text, expected) => {
    expect(way(version(text), { batch: true })).toBe(expected);
  });

  it("runs everything directly on Gradio 3.0, which has no other way", () => {
    expect(way(version("3.0.24"), {}, "Textbox", "direct")).toBe("direct");
  });
});
