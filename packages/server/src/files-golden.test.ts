import { afterAll, describe, expect, test } from "vitest";
import { goldenApp } from "./testing/golden-app.js";
import { goldenFile } from "./testing/golden-file.js";
import { GoldenReplay, type GoldenStep, type Replayed } from "./testing/golden-replay.js";
import { TestClient, type Tested } from "./testing/test-client.js";

/** Where the recorded app was, for those of its steps that name it from outside. */
const PRIVATE = "http://127.0.0.1:7860";

const servers: { close(): unknown }[] = [];
afterAll(async () => {
  for (const server of servers) await server.close();
});

/** Replays the steps; those whose answer is another here, for the reason that the caller gives, are changed or left out before. */
async function replay(steps: readonly GoldenStep[], options: Parameters<typeof goldenApp>[0] = {}): Promise<Replayed[]> {
  const server = goldenApp(options);
  servers.push(server);
  const player = new GoldenReplay(new TestClient(withCookies(server)));
  player.name("{root}", PRIVATE);
  const replayed: Replayed[] = [];
  for (const step of steps) {
    await uploadFirst(server, player, step);
    replayed.push(await player.play(step));
  }
  return replayed;
}

/** "uploaded x.html": that was done off the record. What was inside is what comes back. */
async function uploadFirst(server: Tested, player: GoldenReplay, { note, response }: GoldenStep): Promise<void> {
  const [, name = ""] = /^uploaded (\S+)$/.exec(note ?? "") ?? [];
  if (name === "") return;
  const form = new FormData();
  const bytes = [...String(response?.body)].map((letter) => (letter === "\ufffd" ? 0x89 : letter.charCodeAt(0)));
  form.append("files", new File([new Uint8Array(bytes)], name));
  const answer = await server.fetch("http://app/gradio_api/upload", { method: "POST", body: form });
  const [path] = (await answer.json()) as [string];
  player.name(`{tmp}/<sha256>/${name}`, path);
}

/** A browser's memory, over plain http. */
function withCookies(server: Tested): Tested {
  const jar = new Map<string, string>();
  return {
    async fetch(input, init) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const response = await server.fetch(input, {
        ...init,
        headers: { ...(init?.headers as object), ...(cookie === "" ? {} : { cookie }) },
      });
      for (const set of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        if (/max-age=0/i.test(set)) jar.delete(name);
        else if (!/secure/i.test(set.slice(set.indexOf(";")))) jar.set(name, value);
      }
      return response;
    },
  };
}

function expectSame(replayed: readonly Replayed[]): void {
  for (const { step, actual, expected } of replayed) expect(actual, JSON.stringify([step.note, step.request])).toEqual(expected);
}

describe("replays what a real Gradio 6.31 was recorded doing with files", () => {
  const changed = goldenFile("files")
    // Several ranges are its fault (500): any server may send the whole file.
    .map((step) => (step.request?.headers?.["Range"] === "bytes=0-1,3-4" ? answering(step, 200, "hello") : step))
    .map((step) => (step.response?.status === 404 ? answering(step, 404, step.response.body) : step))
    // Dots are resolved by whoever makes a URL: they never arrive.
    .filter(({ note }) => note !== "dots")
    // What is compressed is compared where compression is tested.
    .filter(({ request }) => request?.headers?.["accept-encoding"] === undefined)
    // A file is described with its type where that is known.
    .map((step) => replaced(step, '"orig_name":"a.txt","mime_type":null', '"orig_name":"a.txt","mime_type":"text/plain"'))
    .map((step) => replaced(step, '"orig_name":"x.html","mime_type":null', '"orig_name":"x.html","mime_type":"text/html"'))
    .map(withReason);

  test("S160, S161, S163, S164, S165, S166, S167, S168, S169, S170, S171, S172, S173, S174: every exchange", async () => {
    const replayed = await replay(changed);
    expectSame(replayed.map(reasonHidden));
    expect(replayed.length).toBe(48);
    for (const { step, response } of replayed) {
      const { "content-disposition": disposition, "content-range": range, "content-type": type } = step.response?.headers ?? {};
      // Its answers to ranges with two ends come from elsewhere, without name and charset.
      const bare = disposition === "inline";
      if (range !== undefined) expect(response?.headers.get("content-range")).toBe(range);
      if (disposition !== undefined && !bare) expect(response?.headers.get("content-disposition")).toBe(disposition);
      if (disposition !== undefined && !bare) expect(response?.headers.get("content-type")).toBe(type);
    }
  });
});

describe("replays what a real Gradio 6.31 was recorded doing on a locked app", () => {
  const OTHER = [
    // What they hold is another for each app, or a page of its own.
    ...["/gradio_api/app_id", "/theme.css", "/", "/config", "/gradio_api/startup-events"],
    // There is no `api_open` here: direct calls are always answered.
    "/gradio_api/run/err",
  ];
  const steps = goldenFile("auth")
    .filter(({ request, response }) => !OTHER.includes(request?.path ?? "") || response?.status === 401)
    .map(withReason);

  test("S130, S131, S132, S133, S134, S135, S162: every exchange", async () => {
    const options = { auth: [["admin", "pw"]], authMessage: "Ask", showErrors: true, maxFileSize: 100, maxQueueSize: 2 } as const;
    const replayed = await replay(steps, options);
    expectSame(replayed.map(reasonHidden));
    expect(replayed.length).toBe(52);
  });
});

function answering(step: GoldenStep, status: number, body: unknown): GoldenStep {
  return { ...step, response: { status, body } };
}

function replaced(step: GoldenStep, text: string, by: string): GoldenStep {
  return JSON.parse(JSON.stringify(step).replaceAll(text, by));
}

/** Gradio hides why an input was refused, or says it in pydantic's words; here its caller is always told. */
function withReason(step: GoldenStep): GoldenStep {
  const shown = '{"error":"<reason>"}';
  const told = /^(An event handler|1 validation error|Cannot move|Hostname)/;
  return JSON.parse(
    JSON.stringify(step, (key, value: { error?: unknown }) => {
      if (key !== "output" || typeof value !== "object" || !("error" in value)) return value;
      return value.error === null || told.test(String(value.error)) ? JSON.parse(shown) : value;
    }),
  );
}

function reasonHidden(replayed: Replayed): Replayed {
  const told = /needs 2 values|a file is required|^Cannot move|^Hostname/;
  const actual = JSON.parse(
    JSON.stringify(replayed.actual ?? null, (key, value: { error?: unknown }) =>
      key === "output" && told.test(String(value.error)) ? { error: "<reason>" } : value,
    )
      .replaceAll("http://app/", "{root}/")
      .replaceAll(PRIVATE, "{root}"),
  );
  return { ...replayed, actual };
}
