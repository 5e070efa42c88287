import { calls, FILES } from "./calls.js";
import { fileOf } from "./upload-of.js";

interface Config {
  readonly components: readonly { readonly id: number; readonly type: string }[];
  readonly dependencies: readonly Dependency[];
}
interface OpenApi {
  readonly paths: Readonly<Record<string, object>>;
}
interface Dependency {
  readonly id: number;
  readonly api_name: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly targets: unknown;
}

/** What an app answers to requests by hand: its descriptions, the messages of every call, direct calls, and what it says to bad requests. */
export async function readDocuments(url: string): Promise<Record<string, unknown>> {
  const api = `${url}/gradio_api`;
  const config = (await get(`${url}/config`)) as Config;
  const messages: Record<string, unknown> = {};
  const direct: Record<string, unknown> = {};
  for (const { name, endpoint, inputs } of calls) {
    if (!Array.isArray(inputs)) continue;
    const data = withState(config, endpoint, await Promise.all(inputs.map((input) => uploaded(api, input))));
    const index = config.dependencies.find(({ api_name }) => `/${api_name}` === endpoint)?.id;
    messages[name] = await queued(api, { data, fn_index: index, session_hash: "messages" });
    direct[name] = await post(`${api}/run${endpoint}`, { data, session_hash: "direct" });
  }
  return {
    config: byEndpoint(config),
    info: await get(`${api}/info`),
    "all of info": await get(`${api}/info?all_endpoints=true`),
    openapi: methods((await get(`${api}/openapi.json`)) as OpenApi),
    messages,
    direct,
    refusals: await refusals(api),
  };
}

/** `/config` with the components where they stand, instead of their ids. State, which takes no slot of ours, is counted. */
function byEndpoint({ components, dependencies, ...rest }: Config): object {
  const { layout, page, ...app } = rest as Record<string, unknown>;
  const found = (ids: readonly number[]) => components.filter(({ id }) => ids.includes(id)).map(({ id, ...component }) => component);
  const endpoints = dependencies.map(({ inputs, outputs, targets, ...dependency }) => {
    const [taken, given] = [found(inputs), found(outputs)];
    return {
      ...dependency,
      triggers: (targets as unknown[]).length,
      states: taken.filter(({ type }) => type === "state").length,
      inputs: taken.filter(({ type }) => type !== "state"),
      outputs: given.filter(({ type }) => type !== "state"),
    };
  });
  return { ...app, endpoints: Object.fromEntries(endpoints.map((endpoint) => [endpoint.api_name, endpoint])) };
}

/** Of openapi.json what there is; its words and schemas are others, and tested by themselves. */
function methods({ paths }: OpenApi): object {
  return Object.fromEntries(Object.entries(paths).map(([path, operations]) => [path, Object.keys(operations).sort()]));
}

/** Slots of state are null in what clients send. */
function withState({ components, dependencies }: Config, endpoint: string, values: readonly unknown[]): readonly unknown[] {
  const left = values.values();
  const slots = dependencies.find(({ api_name }) => `/${api_name}` === endpoint)?.inputs ?? [];
  return slots.map((slot) => (components.find(({ id }) => id === slot)?.type === "state" ? null : left.next().value));
}

async function queued(api: string, body: object): Promise<unknown> {
  const joined = await fetch(`${api}/queue/join`, json(body));
  if (!joined.ok) return answerOf(joined);
  await joined.text();
  const text = await (await fetch(`${api}/queue/data?session_hash=messages`)).text();
  const messages = text
    .trimEnd()
    .split("\n\n")
    .map((event) => JSON.parse(event.replace(/^data: /, "")) as { readonly msg: string });
  // Of progress only the newest state counts: on a busy machine some are lost.
  return messages.filter(({ msg }, index) => msg !== "progress" || messages[index - 1]?.msg !== "progress");
}

async function refusals(api: string): Promise<Record<string, unknown>> {
  const join = (body: object) => post(`${api}/queue/join`, body);
  return {
    "no session": await join({ data: [], fn_index: 0 }),
    "no function": await join({ data: [], session_hash: "s" }),
    "a session that is a number": await join({ data: [], fn_index: 0, session_hash: 3 }),
    "no JSON": await answerOf(await fetch(`${api}/queue/join`, { ...json({}), body: "{" })),
    "too few values": await queued(api, { data: ["x"], fn_index: 0, session_hash: "messages" }),
    "a cancel of nothing": await post(`${api}/cancel`, { session_hash: "s", fn_index: 0, event_id: "none" }),
    "an incomplete cancel": await post(`${api}/cancel`, {}),
    "a reset": await post(`${api}/reset`, { event_id: "none" }),
    "a file of the machine": await answerOf(await fetch(`${api}/file=/etc/passwd`)),
    "an upload that is none": await post(`${api}/upload`, {}),
    "another method": await answerOf(await fetch(`${api}/info`, { method: "DELETE" })),
    "another path": await answerOf(await fetch(`${api}/nowhere`)),
  };
}

async function uploaded(api: string, input: unknown): Promise<unknown> {
  const name = fileOf(input);
  if (name === undefined) return input;
  const form = new FormData();
  form.append("files", new File([FILES[name]], name));
  const [path] = (await (await fetch(`${api}/upload`, { method: "POST", body: form })).json()) as [string];
  return { path, orig_name: name, meta: { _type: "gradio.FileData" } };
}

async function get(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

async function post(url: string, body: object): Promise<unknown> {
  return answerOf(await fetch(url, json(body)));
}

function json(body: object): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  const type = response.headers.get("content-type");
  return { status: response.status, type, body: type?.includes("json") ? JSON.parse(text) : text };
}
