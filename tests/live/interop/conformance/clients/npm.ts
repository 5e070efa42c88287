import { Client } from "@gradio/client";
import type { Apps, Urls } from "../apps.js";
import { type Call, calls } from "../calls.js";
import { ofBoth, type Pair } from "../pair.js";
import { uploadOf } from "../upload-of.js";

/** What is used of the package. Its own declarations cannot be resolved by Node's rules, so that everything would be `any`. */
interface NpmClient {
  view_api(): Promise<{ readonly named_endpoints: object }>;
  submit(endpoint: string, data: unknown): AsyncIterable<NpmEvent>;
  close(): void;
}
type NpmEvent = { readonly type: "data"; readonly data: readonly unknown[] } | StatusEvent | { readonly type: "log"; readonly log: string };
interface StatusEvent {
  readonly type: "status";
  readonly stage: string;
  readonly message?: unknown;
  readonly title?: unknown;
  readonly duration?: unknown;
  readonly progress_data?: unknown;
}

/** What npm's @gradio/client gets of both apps. */
export function askFromNpm({ ours, theirs }: Apps): Promise<Pair> {
  return ofBoth({ ours, theirs }, async ({ url, locked }: Urls) => {
    const client = await connect(url);
    try {
      const answers: Record<string, unknown> = {};
      for (const call of calls) answers[call.name] = await answer(client, call);
      const { named_endpoints } = await client.view_api();
      const login = (auth?: readonly [string, string]) => who(locked, auth);
      return {
        api: named_endpoints,
        calls: answers,
        login: await login(["ann", "pw"]),
        "wrong login": await login(["ann", "no"]),
        "no login": await login(),
      };
    } finally {
      client.close();
    }
  });
}

async function connect(url: string, auth?: readonly [string, string]): Promise<NpmClient> {
  return Client.connect(url, { events: ["data", "status", "log"], ...(auth === undefined ? {} : { auth: [...auth] as [string, string] }) });
}

async function answer(client: NpmClient, { endpoint, inputs }: Call): Promise<unknown> {
  const data = Array.isArray(inputs) ? inputs.map(uploadOf) : inputs;
  const outputs: unknown[] = [];
  const logs: string[] = [];
  // The first: of later states some are lost on a busy machine.
  let progress: unknown = null;
  try {
    for await (const event of client.submit(endpoint, data)) {
      // Its values are changed in place by later edits: copy each when it comes.
      if (event.type === "data") outputs.push(structuredClone(event.data.length === 1 ? event.data[0] : event.data));
      else if (event.type === "log") logs.push(event.log);
      else if (event.stage === "error") {
        return { error: { message: event.message ?? null, title: event.title ?? null, duration: event.duration ?? null }, outputs };
      } else progress ??= event.progress_data ?? null;
      // Of an endpoint without a queue the events never end.
      if (event.type === "status" && event.stage === "complete") break;
    }
  } catch (error) {
    return { error: error instanceof Error ? error.message : error, outputs };
  }
  return { result: outputs.at(-1), outputs, logs, progress };
}

async function who(locked: string, auth?: readonly [string, string]): Promise<unknown> {
  try {
    const client = await connect(locked, auth);
    const said = await answer(client, { name: "who", endpoint: "/who", inputs: [] });
    client.close();
    return said;
  } catch (error) {
    return { error: error instanceof Error ? error.message : error };
  }
}
