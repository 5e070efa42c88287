/**
 * What a queued generator yields, read by hand with full values in place of diffs (`simple_format`, Gradio 4.20+): the truth to hold the
 * client's outputs against. Each element holds one value per output of the endpoint.
 */
export async function rawOutputs(url: string, endpoint: string, data: readonly unknown[]): Promise<readonly unknown[][]> {
  const config = (await (await fetch(`${url}config`)).json()) as Config;
  const base = `${url}${config.api_prefix?.slice(1).concat("/") ?? ""}`;
  const index = config.dependencies.findIndex(({ api_name }) => `/${api_name}` === endpoint);
  const session = crypto.randomUUID();
  const joined = await fetch(`${base}queue/join`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ data, fn_index: config.dependencies[index]?.id ?? index, session_hash: session, simple_format: true }),
  });
  if (!joined.ok) throw new Error(`${endpoint}: ${joined.status} ${await joined.text()}`);
  const stream = await (await fetch(`${base}queue/data?session_hash=${session}`)).text();
  return stream
    .split("\n\n")
    .filter((event) => event !== "")
    .map((event) => JSON.parse(event.slice("data: ".length)) as Message)
    .filter(({ msg }) => msg === "process_generating")
    .map(({ output }) => output.data);
}

interface Config {
  readonly api_prefix?: string;
  readonly dependencies: readonly { readonly id?: number; readonly api_name: string | false }[];
}
interface Message {
  readonly msg: string;
  readonly output: { readonly data: unknown[] };
}
