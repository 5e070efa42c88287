import { AuthenticationError, Client, type FetchFunction, handleFile, type OutputFile } from "@gradio-ts/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { freshLabel } from "./calls/journal.js";
import { untilStarted } from "./calls/until-status.js";
import { liveServers, since } from "./live-servers.js";
import type { ServerProcess } from "./server-process.js";
import { startSuite } from "./suite-server.js";

describe.each(liveServers())("An app of Gradio $version that knows its callers by a header", ({ version, python }) => {
  const known = since(version, "4.20");
  let server: ServerProcess;
  beforeAll(async () => {
    if (known) server = await startSuite(version, { MOUNT: "/sub", CHECK: "1" }, python);
  });
  afterAll(() => server?.stop());

  it.runIf(known)("gets it with every request, whatever the case of its name", async () => {
    const refused: string[] = [];
    const watched: FetchFunction = async (url, init) => {
      const response = await fetch(url, init);
      if (response.status === 401 || response.status === 403) refused.push(`${response.status} ${url}`);
      return response;
    };
    const client = await connect(server.url, { headers: new Headers({ "X-User": "ada", "content-type": "text/plain" }), fetch: watched });
    expect(JSON.parse((await client.predict("/request_info", ["x"])) as string)).toMatchObject({ headers: { "x-user": "ada" } });
    expect(await client.predict("/direct", ["x"])).toBe("echo: x");
    expect(await client.predict("/count", [3])).toBe("2");
    const given = (await client.predict("/give_back", [handleFile(new Blob(["bytes"]), { name: "x.txt" })])) as OutputFile;
    expect(await given.text()).toBe("bytes");
    const ticking = client.submit("/tick", [freshLabel(), 50, 0.1]);
    await untilStarted(ticking);
    expect(await ticking.cancel()).toBe(true);
    expect(refused).toEqual([]);
  });

  it.runIf(known)("hears of the call's own value before the client's, and of none where the call takes it away", async () => {
    const client = await connect(server.url, { headers: { "X-User": "ada", "x-other": "1" } });
    const headers = { "x-USER": "grace", "X-Other": null };
    const { headers: heard } = JSON.parse((await client.predict("/request_info", ["x"], { headers })) as string) as { headers: object };
    expect(heard).toMatchObject({ "x-user": "grace" });
    expect(heard).not.toHaveProperty("x-other");
    const error = await client.submit("/direct", ["x"], { headers: { "x-user": null } }).exception();
    expect(error).toBeInstanceOf(AuthenticationError);
  });

  it.runIf(known)("lets nobody in without it, and says that user and password are of no use", async () => {
    const missing = await Client.connect(server.url).catch((error: unknown) => error);
    expect(missing).toBeInstanceOf(AuthenticationError);
    const useless = await Client.connect(server.url, { auth: ["ada", "swordfish"] }).catch((error: unknown) => error);
    expect(useless).toBeInstanceOf(AuthenticationError);
    expect(useless).toMatchObject({ status: 401, message: expect.stringMatching(/refuses access all the same.*check of its own/) });
  });
});
