import { Client, isOutputFile, ValidationError } from "@gradio-ts/client";
import type { Apps } from "../apps.js";
import { type Call, calls } from "../calls.js";
import { ofBoth, type Pair } from "../pair.js";
import { uploadOf } from "../upload-of.js";

/** What our own client gets of both apps. */
export function askFromOwn({ ours, theirs }: Apps): Promise<Pair> {
  return ofBoth({ ours, theirs }, async ({ url, locked }) => {
    const client = await Client.connect(url);
    const answers: Record<string, unknown> = {};
    for (const call of calls) answers[call.name] = await answer(client, call);
    const api = client.viewApi().namedEndpoints;
    await client.close();
    const login = (auth?: readonly [string, string]) => who(locked, auth);
    return { api, calls: answers, login: await login(["ann", "pw"]), "wrong login": await login(["ann", "no"]), "no login": await login() };
  });
}

async function answer(client: Client, { endpoint, inputs }: Call): Promise<unknown> {
  const job = client.submit(endpoint, (Array.isArray(inputs) ? inputs.map(uploadOf) : inputs) as readonly unknown[]);
  const error = await job.exception();
  const outputs = await shown(job.outputs());
  return error === undefined ? { result: await shown(await job.result()), outputs } : { error: failure(error), outputs };
}

function failure(error: unknown): object {
  const { name, message } = error as Error;
  return { name, message, ...(error instanceof ValidationError ? { issues: error.issues } : {}) };
}

async function shown(value: unknown): Promise<unknown> {
  if (isOutputFile(value)) return { file: value.name, bytes: (await value.bytes()).length };
  if (Array.isArray(value)) return Promise.all(value.map(shown));
  return value;
}

async function who(url: string, auth?: readonly [string, string]): Promise<unknown> {
  try {
    await using client = await Client.connect(url, auth === undefined ? {} : { auth });
    return await client.predict("/who", []);
  } catch (error) {
    return failure(error);
  }
}
