import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { liveTests } from "./environment/paths.js";
import { liveServers, since } from "./live-servers.js";
import { type ServerProcess, startServer } from "./server-process.js";

describe.each(liveServers())("An app of Gradio $version with unnamed functions only", ({ version, python }) => {
  // Later versions name a function after itself.
  const unnamed = it.runIf(!since(version, "4.12"));
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer({ python, script: join(liveTests, "apps", "unnamed.py") });
  });
  afterAll(() => server.stop());

  unnamed("lists them by their numbers", async () => {
    const info = (await connect(server.url)).viewApi();
    expect(info.namedEndpoints).toEqual({});
    expect(Object.keys(info.unnamedEndpoints)).toEqual(["0", "1"]);
    expect(info.unnamedEndpoints[0]).toMatchObject({ name: null, fnIndex: 0, parameters: [{ name: "a" }, { name: "b", default: 1 }] });
    expect(String(info)).toMatch(/Unnamed API endpoints: 2/);
  });

  unnamed("is called by number", async () => {
    const client = await connect(server.url);
    expect(await client.predict(0, [2, 3])).toBe(5);
    expect(await client.predict(0, { a: 2 })).toBe(3);
    const job = client.submit(1, [3]);
    expect(await job.result()).toBe("2");
    expect(job.outputs()).toEqual(["0", "1", "2"]);
  });
});
