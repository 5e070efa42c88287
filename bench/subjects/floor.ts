import type { Connected, Subject } from "./subject.js";

/**
 * The requests a call cannot do without, written by hand for this one app: what any client costs at least.
 * It checks no version, heeds no error, knows no files, and is told where the API is.
 * @param together Open the event stream with the join, not after it, once the server knows the session.
 */
export function floor(together: boolean): Subject {
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
      return {
        async queued(text) {
          const early = together && known ? readStream(api, session) : undefined;
          const { event_id } = (await postJson(`${api}queue/join`, body("queued", text))) as { event_id: string };
          known = true;
          const messages = await (early ?? readStream(api, session));
          return messages.find((message) => message.event_id === event_id && message.msg === "process_completed")?.output?.data[0];
        },
        async direct(text) {
          const { data } = (await postJson(`${api}run/direct`, body("direct", text))) as Output;
          return data[0];
        },
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

/** All messages up to the end of the stream. */
async function readStream(api: string, session: string): Promise<readonly Message[]> {
  const response = await fetch(`${api}queue/data?session_hash=${session}`);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  const messages: Message[] = [];
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return messages;
    const events = (rest + decoder.decode(value, { stream: true })).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) messages.push(JSON.parse(event.slice("data: ".length)) as Message);
  }
}
