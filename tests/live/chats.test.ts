import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { liveServers, since } from "./live-servers.js";

// What suite.py yields, as pairs of what the user and the assistant said.
const conversations = [
  [["hi", "h"]],
  [["hi", "hello"]],
  [
    ["hi", "hello"],
    ["how are you?", "fine"],
  ],
  [
    ["hi", "hello"],
    ["how are you?", "fine"],
    ["really?", "yes"],
    ["sure?", "no"],
  ],
  [["hi", "hello"]],
  [],
];

describe.each(liveServers())("Chats of Gradio $version", ({ url, version }) => {
  it.runIf(!since(version, "6.0"))("are lists of pairs, whole at every step", async () => {
    const client = await connect(url);
    const job = client.submit("/converse_in_pairs", ["x"]);
    expect(await job.result()).toEqual([]);
    expect(job.outputs()).toEqual(conversations);
  });

  it.runIf(since(version, "4.44"))("are lists of messages, whole at every step", async () => {
    const client = await connect(url);
    const job = client.submit("/converse", ["x"]);
    expect(await job.result()).toEqual([]);
    // Since Gradio 6 the content of a message is a list of parts.
    const content = (text: string) => (since(version, "6.0") ? [expect.objectContaining({ type: "text", text })] : text);
    expect(job.outputs()).toEqual(
      conversations.map((turns) =>
        turns.flatMap(([user = "", assistant = ""]) => [
          expect.objectContaining({ role: "user", content: content(user) }),
          expect.objectContaining({ role: "assistant", content: content(assistant) }),
        ]),
      ),
    );
  });
});
