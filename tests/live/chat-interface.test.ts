import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { liveTests } from "./environment/paths.js";
import { liveServers, since } from "./live-servers.js";
import { type ServerProcess, startServer } from "./server-process.js";

describe.each(liveServers())("A ChatInterface of Gradio $version", ({ version, python }) => {
  const chats = it.runIf(since(version, "3.41"));
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer({ python, script: join(liveTests, "apps", "chat.py") });
  });
  afterAll(() => server.stop());

  chats("answers word by word, and remembers what the session has said", async () => {
    const client = await connect(server.url);
    const said: string[] = [];
    for (const message of ["one", "two", "three"]) {
      said.push(message);
      const job = client.submit("/chat", [message]);
      expect(await job.result()).toBe(said.join(" "));
      expect(job.outputs()).toEqual(said.map((_, i) => said.slice(0, i + 1).join(" ")));
    }
    expect(await client.session().predict("/chat", ["other"])).toBe("other");
  });

  chats("takes the message and gives the answer, the history being its own affair", async () => {
    const { parameters, returns } = (await connect(server.url)).viewApi().namedEndpoints["/chat"] ?? {};
    expect(parameters).toHaveLength(1);
    expect(returns).toHaveLength(1);
  });
});
