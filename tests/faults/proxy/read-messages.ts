import type { IncomingMessage } from "node:http";

/** The data of each event of a stream. @throws where the stream breaks off. */
export async function* readMessages(answer: IncomingMessage): AsyncGenerator<string> {
  let rest = "";
  for await (const text of answer.setEncoding("utf8")) {
    const events = (rest + String(text)).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) if (event.startsWith("data: ")) yield event.slice("data: ".length);
  }
}
