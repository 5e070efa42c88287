import { join } from "node:path";
import { AuthenticationError, type FetchFunction } from "@gradio-ts/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { liveTests } from "./environment/paths.js";
import { liveServers, since } from "./live-servers.js";
import { type ServerProcess, startServer } from "./server-process.js";

describe.each(liveServers())("Hugging Face tokens for functions of Gradio $version", ({ version, python }) => {
  const known = since(version, "6.21");
  let server: ServerProcess;
  beforeAll(async () => {
    if (known) server = await startServer({ python, script: join(liveTests, "apps", "visits.py") });
  });
  afterAll(() => server?.stop());

  it.runIf(known)("are announced where a function asks for one", async () => {
    const { namedEndpoints } = (await connect(server.url)).viewApi();
    expect(namedEndpoints["/must_sign"]?.oauthToken).toBe("required");
    expect(namedEndpoints["/may_sign"]?.oauthToken).toBe("optional");
    expect(namedEndpoints["/anonymous"]?.oauthToken).toBeNull();
  });

  it.runIf(known)("come from the client or, before that, from the call, beside the queue as in it", async () => {
    const client = await connect(server.url, { oauthToken: "hf_client" });
    for (const endpoint of ["/must_sign", "/may_sign", "/direct_must_sign", "/direct_may_sign"]) {
      expect(await client.predict(endpoint, ["x"])).toBe("x: hf_client");
      expect(await client.predict(endpoint, ["x"], { oauthToken: "hf_call" })).toBe("x: hf_call");
    }
  });

  it.runIf(known)("are sent to no function that does not ask", async () => {
    const sent: string[] = [];
    const watched: FetchFunction = (url, init) => {
      sent.push(`${url} ${JSON.stringify(init)}`);
      return fetch(url, init);
    };
    const client = await connect(server.url, { oauthToken: "hf_client", fetch: watched });
    for (const endpoint of ["/anonymous", "/direct_anonymous"]) {
      expect(await client.predict(endpoint, ["x"], { oauthToken: "hf_call" })).toBe("x");
    }
    expect(sent.filter((request) => /hf_c/.test(request))).toEqual([]);
    await client.predict("/may_sign", ["x"]);
    expect(sent.filter((request) => /hf_c/.test(request))).toHaveLength(1);
  });

  it.runIf(known)("may be left out where they are optional; where they are not, the app says what it wants", async () => {
    const client = await connect(server.url);
    expect(await client.predict("/may_sign", ["x"])).toBe("x: no token");
    for (const endpoint of ["/must_sign", "/direct_must_sign"]) {
      const error = await client.submit(endpoint, ["x"]).exception();
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(error?.message).toMatch(/requires a logged in user.*give the user's token as oauthToken/);
    }
  });
});
