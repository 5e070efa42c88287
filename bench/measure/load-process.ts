/**
 * Does one {@link ServerLoad}, given as an argument, and prints the {@link LoadResult}. By undici's own requests: the runtime's `fetch` takes more time
 * for a call than a quick server does, and would be what is measured.
 */
import { request } from "undici";
import type { LoadResult, ServerLoad } from "./server-load.js";

/** Of a generator. */
const STEPS = 1000;
/** Of each session that waits. */
const AT_ONCE = 5;

const load = JSON.parse(process.argv[2] ?? "") as ServerLoad;
const api = `${load.url}gradio_api`;
const { dependencies } = JSON.parse(await ask(`${load.url}config`)) as {
  readonly dependencies: readonly { readonly api_name: string }[];
};

await times(load.warmUp);
const before = await memory();
const begun = performance.now();
const waits = (await times(load.calls)).sort((a, b) => a - b);
const seconds = (performance.now() - begun) / 1000;
const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? Number.NaN;
const each = load.way === "waiting" ? AT_ONCE : 1;
const result: LoadResult = { perSecond: (load.calls * each) / seconds, p50: at(0.5), p99: at(0.99), before, after: await memory() };
console.log(JSON.stringify(result));
process.exit();

/** @returns How long each call took. */
async function times(calls: number): Promise<number[]> {
  const waits: number[] = [];
  let left = calls;
  const caller = async (_: unknown, index: number) => {
    const session = `caller ${index}`;
    while (left-- > 0) {
      const start = performance.now();
      await call(session);
      waits.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: load.concurrent }, caller));
  return waits;
}

async function call(session: string): Promise<void> {
  if (load.way === "direct") return answered(await post("/run/direct", { data: ["x"] }), "echo: x");
  if (load.way === "curl") return curl();
  if (load.way === "steps") return queued("count", STEPS, session, `step ${STEPS}`);
  if (load.way === "queued") return queued("queued", "x", session, "echo: x");
  await Promise.all(Array.from({ length: AT_ONCE }, () => join("in_turn", "x", session)));
  answered(await stream(session), "echo: x", AT_ONCE);
}

async function queued(endpoint: string, input: unknown, session: string, answer: string): Promise<void> {
  await join(endpoint, input, session);
  answered(await stream(session), answer);
}

async function join(endpoint: string, input: unknown, session: string): Promise<void> {
  const index = dependencies.findIndex(({ api_name }) => api_name === endpoint);
  await post("/queue/join", { data: [input], fn_index: index, session_hash: session });
}

async function stream(session: string): Promise<string> {
  const messages = await ask(`${api}/queue/data?session_hash=${encodeURIComponent(session)}`);
  return messages
    .split("\n")
    .filter((line) => line.includes('"process_completed"'))
    .join("\n");
}

async function curl(): Promise<void> {
  const { event_id } = JSON.parse(await post("/call/queued", { data: ["x"] })) as { readonly event_id: string };
  answered(await ask(`${api}/call/queued/${event_id}`), "echo: x");
}

async function memory(): Promise<number> {
  const { data } = JSON.parse(await post("/run/memory", { data: [] })) as { readonly data: readonly [number] };
  return data[0];
}

function post(path: string, body: object): Promise<string> {
  return ask(api + path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

async function ask(url: string, options?: Parameters<typeof request>[1]): Promise<string> {
  const { statusCode, body } = await request(url, options);
  const answer = await body.text();
  if (statusCode >= 300) throw new Error(`${statusCode} ${answer}`);
  return answer;
}

function answered(given: string, answer: string, times = 1): void {
  if (given.split(`"${answer}"`).length - 1 !== times) throw new Error(`Answered with ${given}`);
}
