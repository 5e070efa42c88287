import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, handleFile, isOutputFile } from "@gradio-ts/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Call, comparedCalls, FILE } from "./calls/compared-calls.js";
import { connect } from "./calls/connect.js";
import { knownDifference } from "./calls/known-differences.js";
import { liveTests } from "./environment/paths.js";
import { runCommand } from "./environment/run-command.js";
import { liveServers, since } from "./live-servers.js";

interface Outcome {
  readonly result?: unknown;
  readonly error?: string;
  readonly outputs: unknown;
}
/** What python_calls.py prints. */
interface PythonResults {
  /** How many parameters and returns each endpoint has. */
  readonly api: Readonly<Record<string, readonly [number, number]>>;
  readonly outcomes: readonly Outcome[];
}

describe.each(liveServers())("Python's own client of Gradio $version and ours", ({ url, version, python }) => {
  // 3.23 came without a Python client.
  const hasClient = since(version, "3.24");
  let folder: string;
  let theirs: PythonResults;
  let ours: readonly Outcome[];
  const calls = comparedCalls(version);
  const made = calls.filter(({ lacking }) => lacking !== true);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gradio-ts-"));
    const file = join(folder, "notes.txt");
    await writeFile(file, "hällo\n");
    theirs = await callFromPython(python, url, made, file);
    const client = await Client.connect(url);
    const outcomes: Outcome[] = [];
    for (const call of made) outcomes.push(await outcomeOf(client, call, file));
    ours = outcomes;
    await client.close();
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.runIf(hasClient)("see the same endpoints, with as many parameters and returns", async () => {
    const client = await connect(url);
    const endpoints = Object.entries(client.viewApi().namedEndpoints).filter(([, { visibility }]) => visibility === "public");
    const sizes = endpoints.map(([name, { parameters, returns }]) => [name, [parameters.length, returns.length]]);
    // Up to 3.x Python shows the slot of the button; the first of 6.x list a function that is to have no name.
    const agreed = (api: object) => Object.fromEntries(Object.entries(api).filter(([name]) => name !== "/pressed" && name !== "/False"));
    expect(agreed(Object.fromEntries(sizes))).toEqual(agreed(theirs.api));
    expect(Object.fromEntries(sizes)["/pressed"]).toEqual([1, 1]);
  });

  for (const call of calls) {
    const { endpoint, inputs, lacking = false } = call;
    it.runIf(hasClient && !lacking)(`agree on ${endpoint} ${JSON.stringify(inputs)}, or differ for a known reason`, () => {
      const i = made.indexOf(call);
      const why = knownDifference(version, endpoint);
      if (why === undefined) expect(ours[i]).toEqual(theirs.outcomes[i]);
      // An entry of the table that has nothing to say any more is to be taken out.
      else expect(ours[i], `no longer known: ${why}`).not.toEqual(theirs.outcomes[i]);
    });
  }
});

async function callFromPython(python: string, url: string, calls: readonly Call[], file: string): Promise<PythonResults> {
  const named = calls.map(({ endpoint, inputs }) => ({ endpoint, inputs: replaceFiles(inputs, { file }) }));
  const env = {
    ...process.env,
    NO_PROXY: "127.0.0.1,localhost",
    no_proxy: "127.0.0.1,localhost",
    PYTHONWARNINGS: "ignore",
    HF_HUB_DISABLE_TELEMETRY: "1",
  };
  const script = join(liveTests, "calls", "python_calls.py");
  const printed = await runCommand(python, [script, url, JSON.stringify(named)], { env });
  return JSON.parse(printed.trimEnd().split("\n").at(-1) ?? "") as PythonResults;
}

async function outcomeOf(client: Client, { endpoint, inputs }: Call, file: string): Promise<Outcome> {
  const job = client.submit(endpoint, replaceFiles(inputs, handleFile(file)) as readonly unknown[]);
  const error = await job.exception();
  const outputs = await shown(job.outputs());
  return error === undefined ? { result: await shown(await job.result()), outputs } : { error: error.message, outputs };
}

/** The inputs with a file in place of each `FILE`. */
function replaceFiles(value: unknown, file: unknown): unknown {
  if (value === FILE) return file;
  return Array.isArray(value) ? value.map((item) => replaceFiles(item, file)) : value;
}

/** A value as python_calls.py prints it. */
async function shown(value: unknown): Promise<unknown> {
  if (isOutputFile(value)) return { file: value.name, text: await value.text() };
  if (Array.isArray(value)) return Promise.all(value.map(shown));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([key, item]) => [key, await shown(item)] as const)));
}
