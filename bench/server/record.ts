/**
 * Writes `recording.json`, what a real Gradio answers to the calls of `app.py`, and `values.json`, what it says of `values.py`:
 * `npx tsx bench/server/record.ts`.
 */
import { writeFile } from "node:fs/promises";
import { prepareEnvironment } from "../../tests/live/environment/prepare-environment.js";
import type { RecordedApp, Recording } from "./recording.js";
import { GRADIO, startGradio } from "./start-gradio.js";

await prepareEnvironment(GRADIO);
await write("recording.json", "app.py", record);
await write("values.json", "values.py", describe);

async function write(file: string, script: string, read: (url: string) => Promise<object>): Promise<void> {
  const server = await startGradio(script);
  try {
    await writeFile(new URL(file, import.meta.url), `${JSON.stringify(await read(server.url), null, 2)}\n`);
  } finally {
    await server.stop();
  }
}

async function describe(url: string): Promise<RecordedApp> {
  return { config: await get(`${url}config`), info: await get(`${url}gradio_api/info`), origin: new URL(url).origin };
}

async function record(url: string): Promise<Recording> {
  const api = `${url}gradio_api/`;
  const text = "recorded";
  const body = { data: [text], session_hash: "recording", event_data: null, trigger_id: null };
  const stream = () => get(`${api}queue/data?session_hash=recording`);
  await post(`${api}queue/join`, { ...body, fn_index: 0 });
  await stream();
  const joined = await post(`${api}queue/join`, { ...body, fn_index: 0 });
  const { event_id: eventId } = JSON.parse(joined) as { event_id: string };
  return {
    ...(await describe(url)),
    text,
    eventId,
    events: (await stream()).split(/(?<=\n\n)/),
    unknown: await firstChunk(`${api}queue/data?session_hash=unknown`),
    direct: await post(`${api}run/direct`, { ...body, fn_index: 1 }),
    cancel: await post(`${api}cancel`, { event_id: eventId, session_hash: "recording", fn_index: 0 }),
  };
}

async function get(url: string): Promise<string> {
  return (await fetch(url)).text();
}

async function post(url: string, body: object): Promise<string> {
  return (await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })).text();
}

/** The connection is cut behind it (protocol.md §3.7). */
async function firstChunk(url: string): Promise<string> {
  const response = await fetch(url);
  const { value } = await (response.body as ReadableStream<Uint8Array>).getReader().read();
  return new TextDecoder().decode(value);
}
