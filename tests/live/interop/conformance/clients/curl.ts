import { join } from "node:path";
import { runCommand } from "../../../environment/run-command.js";
import type { Apps } from "../apps.js";
import { type Call, calls } from "../calls.js";
import { ofBoth, type Pair } from "../pair.js";
import { fileOf } from "../upload-of.js";

/** What curl gets of both apps: `/call` for inputs by position, `/call/v2` for those by name. */
export function askFromCurl({ ours, theirs, folder }: Apps): Promise<Pair> {
  return ofBoth({ ours, theirs }, async ({ url, locked }) => {
    const answers: Record<string, unknown> = {};
    for (const call of calls) answers[call.name] = await answer(`${url}/gradio_api`, call, folder);
    const cookies = join(folder, "cookies.txt");
    const login = (password: string) => curl("-c", cookies, "-F", "username=ann", "-F", `password=${password}`, `${locked}/login`);
    const who = (...options: readonly string[]) => post(`${locked}/gradio_api/run/who`, { data: [] }, ...options);
    return {
      calls: answers,
      "no login": await who(),
      "wrong login": await login("no"),
      login: [await login("pw"), untimed(await who("-b", cookies))],
    };
  });
}

async function answer(api: string, { endpoint, inputs }: Call, folder: string): Promise<unknown> {
  const byName = !Array.isArray(inputs);
  const data = byName ? inputs : await Promise.all(inputs.map((input) => uploaded(api, input, folder)));
  const posted = (await post(`${api}/call${byName ? "/v2" : ""}${endpoint}`, byName ? data : { data, session_hash: "curl" })) as {
    readonly event_id?: string;
  };
  if (posted.event_id === undefined) return posted;
  return (await curl("-N", `${api}/call${endpoint}/${posted.event_id}`))
    .trimEnd()
    .split("\n\n")
    .map((event) => {
      const [, name, text = ""] = /^event: (\w+)\ndata: (.*)$/s.exec(event) ?? [];
      return [name, JSON.parse(text)];
    });
}

async function uploaded(api: string, input: unknown, folder: string): Promise<unknown> {
  const name = fileOf(input);
  if (name === undefined) return input;
  const [path] = JSON.parse(await curl("-F", `files=@${join(folder, name)}`, `${api}/upload`)) as [string];
  return { path, orig_name: name, meta: { _type: "gradio.FileData" } };
}

async function post(url: string, body: unknown, ...options: readonly string[]): Promise<unknown> {
  return JSON.parse(await curl("-H", "content-type: application/json", "-d", JSON.stringify(body), ...options, url));
}

function curl(...args: readonly string[]): Promise<string> {
  return runCommand("curl", ["-sS", "--noproxy", "*", "--max-time", "60", ...args]);
}

function untimed(output: unknown): unknown {
  return { ...(output as object), duration: null, average_duration: null };
}
