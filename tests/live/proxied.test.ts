import { handleFile, isOutputFile, type OutputFile } from "@gradio-ts/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { freshLabel } from "./calls/journal.js";
import { type ReverseProxy, startReverseProxy } from "./calls/reverse-proxy.js";
import { liveServers, since } from "./live-servers.js";

const lies = { host: "inside.example:8080", "x-forwarded-host": "elsewhere.example", "x-forwarded-proto": "https" };

const proxies = [
  ["strips a path", "/tools/my%20app", {}],
  ["is wrong about its host", "", lies],
  ["strips a path and is wrong about its host", "/tools", lies],
] as const;

for (const [what, path, headers] of proxies) {
  describe.each(liveServers())(`A Gradio $version app behind a proxy that ${what}`, ({ url, version }) => {
    let proxy: ReverseProxy;
    beforeAll(async () => {
      proxy = await startReverseProxy(url, path, headers);
    });
    afterAll(() => proxy.stop());

    // Before 4.18 the server does not say where it is.
    it.runIf(since(version, "4.18"))("does not know where it is", async () => {
      const { config } = await connect(proxy.url);
      expect(new URL(config["root"] as string).href).not.toBe(proxy.url);
    });

    it("is found where the caller says it is", async () => {
      for (const src of [proxy.url, proxy.url.slice(0, -1)]) {
        const client = await connect(src);
        expect(client.src).toBe(proxy.url);
        expect(await client.predict("/echo", ["x"])).toBe("echo: x");
      }
    });

    it("serves every kind of call", async () => {
      const client = await connect(proxy.url);
      expect(await client.predict("/direct", ["x"])).toBe("echo: x");
      const job = client.submit("/count", [3]);
      await job.result();
      expect(job.outputs()).toEqual(["0", "1", "2"]);
      expect(await client.predict("/remember", ["one"])).toBe("one");
      expect(await client.predict("/remember", ["two"])).toBe("one two");
      await expect(client.predict("/fail", ["x"])).rejects.toThrow("cannot do x");
    });

    it("takes and gives files", async () => {
      const client = await connect(proxy.url);
      const file = handleFile(new File(["hällo"], "a b.txt"));
      expect(JSON.parse((await client.predict("/look_at", [file])) as string)).toMatchObject({ size: 6 });
      const given = await client.predict("/give_back", [file]);
      expect(isOutputFile(given)).toBe(true);
      const { url: address } = given as OutputFile;
      expect(address.startsWith(proxy.url)).toBe(true);
      expect(await (given as OutputFile).text()).toBe("hällo");
      expect(await (await fetch(address)).text()).toBe("hällo");
    });

    it("ends a call that is cancelled", async () => {
      const client = await connect(proxy.url);
      const job = client.submit("/tick", [freshLabel(), 100, 0.1]);
      for await (const _ of job) break;
      expect(await job.cancel()).toBe(true);
      expect(await client.predict("/echo", ["x"])).toBe("echo: x");
    });
  });
}
