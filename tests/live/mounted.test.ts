import { handleFile, isOutputFile, type OutputFile } from "@gradio-ts/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { liveServers } from "./live-servers.js";
import type { ServerProcess } from "./server-process.js";
import { startSuite } from "./suite-server.js";

describe.each(liveServers())("A Gradio $version app mounted under a path", ({ version, python }) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startSuite(version, { MOUNT: "/sub/app" }, python);
  });
  afterAll(() => server.stop());

  it("is found with and without a slash at the end, as text and as a URL", async () => {
    for (const src of [server.url, server.url.slice(0, -1)]) {
      const client = await connect(src);
      expect(client.src).toBe(server.url);
      expect(await client.predict("/echo", ["x"])).toBe("echo: x");
    }
  });

  it("serves every kind of call", async () => {
    const client = await connect(server.url);
    expect(await client.predict("/direct", ["x"])).toBe("echo: x");
    const job = client.submit("/count", [3]);
    await job.result();
    expect(job.outputs()).toEqual(["0", "1", "2"]);
    expect(await client.predict("/remember", ["one"])).toBe("one");
    expect(await client.predict("/remember", ["two"])).toBe("one two");
    await expect(client.predict("/fail", ["x"])).rejects.toThrow("cannot do x");
    const running = client.submit("/tick", ["sub", 100, 0.1]);
    for await (const value of running) if (value === "sub 1") break;
    expect(await running.cancel()).toBe(true);
  });

  it("takes and gives files", async () => {
    const client = await connect(server.url);
    const given = await client.predict("/give_back", [handleFile(new Blob(["hällo"]), { name: "a b.txt" })]);
    expect(isOutputFile(given)).toBe(true);
    expect((given as OutputFile).url.startsWith(server.url)).toBe(true);
    expect(await (given as OutputFile).text()).toBe("hällo");
  });
});
