import { ClientClosedError, InvalidArgumentError } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { liveServers } from "./live-servers.js";

describe.each(liveServers())("Sessions of Gradio $version", ({ url }) => {
  it("keeps the app's state between the calls of one client", async () => {
    const client = await connect(url);
    expect(await client.predict("/remember", ["one"])).toBe("one");
    expect(await client.predict("/remember", ["two"])).toBe("one two");
    expect(await client.predict("/remember", ["three"])).toBe("one two three");
  });

  it("forgets the state when the session is reset", async () => {
    const client = await connect(url);
    const before = client.sessionHash;
    await client.predict("/remember", ["one"]);
    client.resetSession();
    expect(client.sessionHash).not.toBe(before);
    expect(await client.predict("/remember", ["two"])).toBe("two");
  });

  it("lets a running job end in its old session when the session is reset", async () => {
    const client = await connect(url);
    const job = client.submit("/tick", ["old", 5, 0.1]);
    const old = job.sessionHash;
    client.resetSession();
    expect(await client.predict("/echo", ["new"])).toBe("echo: new");
    expect(await job.result()).toBe("old 4");
    expect(job.sessionHash).toBe(old);
  });

  it("gives each session its own state", async () => {
    const client = await connect(url);
    await using other = client.session();
    expect(other.sessionHash).not.toBe(client.sessionHash);
    await client.predict("/remember", ["mine"]);
    await other.predict("/remember", ["yours"]);
    expect(await client.predict("/remember", ["too"])).toBe("mine too");
    expect(await other.predict("/remember", ["too"])).toBe("yours too");
  });

  it("takes up a known session", async () => {
    const first = await connect(url);
    await first.predict("/remember", ["one"]);
    const second = (await connect(url)).session(first.sessionHash);
    expect(await second.predict("/remember", ["two"])).toBe("one two");
    await second.close();
  });

  it("takes up a session whose client was closed, as a program does that was started anew", async () => {
    const first = await connect(url);
    await first.predict("/remember", ["one"]);
    await first.close();
    const second = (await connect(url)).session(first.sessionHash);
    expect(second.sessionHash).toBe(first.sessionHash);
    expect(await second.predict("/remember", ["two"])).toBe("one two");
    expect(await second.predict("/direct_remember", ["three"])).toBe("one two three");
    await second.close();
  });

  it("refuses a session hash that does not fit into a URL", async () => {
    const client = await connect(url);
    expect(() => client.session("a/b")).toThrow(InvalidArgumentError);
    expect(() => client.session("")).toThrow(InvalidArgumentError);
  });

  it("keeps the state of a generator's last step", async () => {
    const client = await connect(url);
    const job = client.submit("/remember_stepwise", ["abc"]);
    await job.result();
    expect(job.outputs()).toEqual(["a", "ab", "abc"]);
    expect(await client.predict("/remember_stepwise", ["de"])).toBe("abc de");
  });

  it("shares state between queued and unqueued calls", async () => {
    const client = await connect(url);
    expect(await client.predict("/remember", ["queued"])).toBe("queued");
    expect(await client.predict("/direct_remember", ["direct"])).toBe("queued direct");
    expect(await client.predict("/remember", ["queued"])).toBe("queued direct queued");
  });

  it("does not close with a session that was forked from it, nor the other way round", async () => {
    const client = await connect(url);
    const fork = client.session();
    const sibling = client.session();
    await fork.close();
    await expect(fork.predict("/echo", ["x"])).rejects.toThrow(ClientClosedError);
    expect(await client.predict("/echo", ["x"])).toBe("echo: x");
    await client.close();
    expect(await sibling.predict("/echo", ["x"])).toBe("echo: x");
    await sibling.close();
  });
});
