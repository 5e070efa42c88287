import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { liveServers, since } from "./live-servers.js";

interface Seen {
  readonly headers: Record<string, string>;
  readonly query: Record<string, string>;
  readonly session: string | null;
  readonly username: string | null;
}

describe.each(liveServers())("What the functions of Gradio $version see of a request", ({ url, version }) => {
  it("is the client's and the call's headers, the call's first", async () => {
    const client = await connect(url, { headers: { "X-Client": "mine", "X-Both": "client" } });
    const first = JSON.parse((await client.predict("/request_info", ["x"])) as string) as Seen;
    expect(first.headers).toMatchObject({ "x-client": "mine", "x-both": "client" });
    const options = { headers: { "x-both": "call", "x-call": "yes" } };
    const second = JSON.parse((await client.predict("/request_info", ["x"], options)) as string) as Seen;
    expect(second.headers).toMatchObject({ "x-client": "mine", "x-both": "call", "x-call": "yes" });
    const third = JSON.parse((await client.predict("/request_info", ["x"], { headers: { "x-client": null } })) as string) as Seen;
    expect(third.headers).not.toHaveProperty("x-client");
    expect(third.headers).not.toHaveProperty("x-call");
  });

  it("is the client's session, and nobody's name", async () => {
    const client = await connect(url);
    const seen = JSON.parse((await client.predict("/request_info", ["x"])) as string) as Seen;
    // Known to functions since some version from 4.22 to 4.29; before 4.9 it stands in the URL of the call's stream.
    if (since(version, "4.29")) expect(seen.session).toBe(client.sessionHash);
    else if (since(version, "4.0") && !since(version, "4.9")) expect(seen.query).toMatchObject({ session_hash: client.sessionHash });
    expect(seen.username).toBeNull();
    if (since(version, "4.9")) expect(seen.headers["content-type"]).toBe("application/json");
    expect(seen.headers).not.toHaveProperty("authorization");
  });

  it("goes through the fetch that was given", async () => {
    const urls: string[] = [];
    const watching = (input: string, init?: object) => {
      urls.push(new URL(input).pathname);
      return fetch(input, init);
    };
    const client = await connect(url, { fetch: watching });
    await client.predict("/count", [2]);
    expect(urls.filter((path) => path.endsWith("/config"))).toHaveLength(1);
    // A WebSocket goes its own way.
    for (const path of ["/queue/join", "/queue/data"]) expect(urls.some((url) => url.endsWith(path))).toBe(since(version, "4.0"));
  });
});
