import { applyByHand, type WireEdit } from "./apply-by-hand.js";
import type { Connected, Subject } from "./subject.js";

/**
 * The requests a call cannot do without, written by hand for these apps: what any client costs at least.
 * It checks no version, heeds no error, knows no files, and is told where the API is.
 * @param together Open the event stream with the join, not after it, once the server knows the session.
 * @param mostJoins How many of many calls are sent at a time.
 */
export function floor(together: boolean, mostJoins = Number.POSITIVE_INFINITY): Subject {
  return {
    async connect(url) {
      const api = `${url}gradio_api/`;
      const [config] = (await Promise.all([getJson(`${url}config`), getJson(`${api}info`)])) as [Config, unknown];
      const session = crypto.randomUUID();
      const body = (name: string, text: string) => ({
        data: [text],
        fn_index: config.dependencies.find(({ api_name }) => api_name === name)?.id,
        session_hash: session,
        event_data: null,
        trigger_id: null,
      });
      let known = false;
      const keep: Connected["keep"] = async (endpoint, size, see) => {
        await postJson(`${api}queue/join`, body(endpoint, String(size)));
        const values: unknown[] = [];
        await readStream(api, session, ({ msg, output }) => {
          if (msg !== "process_generating") return;
          const [data] = output?.data ?? [];
          const value = values.length === 0 ? data : applyByHand(values.at(-1), data as readonly WireEdit[]);
          values.push(value);
          see(value);
        });
        return values;
      };
      const result = async (name: string, text: string) => {
        const messages: Message[] = [];
        const hear = (message: Message) => void messages.push(message);
        const early = together && known ? readStream(api, session, hear) : undefined;
        const { event_id } = (await postJson(`${api}queue/join`, body(name, text))) as Joined;
        known = true;
        await (early ?? readStream(api, session, hear));
        return messages.find((message) => message.event_id === event_id && message.msg === "process_completed")?.output?.data[0];
      };
      const many: Connected["many"] = async (texts, hear) => {
        const answers = new Map<string, unknown>();
        const ids: string[] = [];
        const listen = async () => {
          // The server ends the stream whenever nothing is to come for the moment.
          while (answers.size < texts.length) {
            await readStream(api, session, ({ msg, event_id, output }) => {
              if (msg === "process_completed" && event_id !== undefined) answers.set(event_id, output?.data[0]);
            });
          }
        };
        let heard: Promise<void> | undefined;
        const left = texts.entries();
        const joinOneByOne = async () => {
          for (const [index, text] of left) {
            ids[index] = ((await postJson(`${api}queue/join`, body("queued", text))) as Joined).event_id;
            heard ??= listen();
          }
        };
        await Promise.all(Array.from({ length: Math.min(mostJoins, texts.length) }, joinOneByOne));
        await heard;
        for (const [index, id] of ids.entries()) hear(index, answers.get(id));
      };
      return {
        queued: (text) => result("queued", text),
        many,
        async direct(text) {
          const { data } = (await postJson(`${api}run/direct`, body("direct", text))) as Output;
          return data[0];
        },
        // As a job does, it keeps what it has given.
        stream: async (endpoint, size, see) => void (await keep(endpoint, size, see)),
        keep,
        result: (endpoint, size) => result(endpoint, String(size)),
        async close() {},
      } satisfies Connected;
    },
  };
}

interface Config {
  readonly dependencies: readonly { readonly id: number; readonly api_name: string }[];
}
interface Output {
  readonly data: readonly unknown[];
}
interface Joined {
  readonly event_id: string;
}
interface Message {
  readonly msg: string;
  readonly event_id?: string;
  readonly output?: Output;
}

async function getJson(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

async function postJson(url: string, body: object): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  return (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).json();
}

/** All messages up to the end of the stream. Each is one line. */
async function readStream(api: string, session: string, hear: (message: Message) => void): Promise<void> {
  const response = await fetch(`${api}queue/data?session_hash=${session}`);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let begun: string[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const [first = "", ...lines] = decoder.decode(value, { stream: true }).split("\n");
    begun.push(first);
    for (const next of lines) {
      const line = begun.join("");
      if (line !== "") hear(JSON.parse(line.slice("data: ".length)) as Message);
      begun = [next];
    }
  }
}
