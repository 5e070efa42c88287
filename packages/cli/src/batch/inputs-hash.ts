import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { InvalidArgumentError } from "@gradio-ts/client";

/** Where a handled file of the client's keeps what it was made of. */
const SOURCE = Symbol.for("gradio-ts.HandledFile.source");

/** Digests of files, by path: a file that many rows name is read once. */
export type Digests = Map<string, Promise<string>>;

/**
 * A hash of an endpoint and what it is called with: the same whatever the order of keys; of a file its content counts, not its name.
 * @throws InvalidArgumentError if a file cannot be read.
 */
export async function inputsHash(endpoint: string | number, inputs: unknown, digests: Digests): Promise<string> {
  return textHash(endpoint, JSON.stringify(await canonical(inputs, digests)));
}

/** The same of a text. */
export function textHash(endpoint: string | number, text: string): string {
  // Half of it is enough to tell rows apart.
  return createHash("sha256").update(`${endpoint}\n${text}`).digest().toString("hex", 0, 16);
}

async function canonical(value: unknown, digests: Digests): Promise<unknown> {
  if (typeof value !== "object" || value === null) return value;
  const source: unknown = Reflect.get(value, SOURCE);
  if (source !== undefined) return { file: await sourceDigest(String(source), digests) };
  if (Array.isArray(value)) return Promise.all(value.map((element) => canonical(element, digests)));
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(await Promise.all(members.map(async ([key, member]) => [key, await canonical(member, digests)] as const)));
}

/** Of what is not on this machine, the address. */
function sourceDigest(source: string, digests: Digests): Promise<string> {
  if (/^(https?|data):/i.test(source)) return Promise.resolve(source);
  const path = /^file:/i.test(source) ? fileURLToPath(source) : source;
  const digest = digests.get(path) ?? contentDigest(path);
  digests.set(path, digest);
  return digest;
}

async function contentDigest(path: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    throw new InvalidArgumentError(`The file ${JSON.stringify(path)} cannot be read: ${(error as Error).message}`, "rows");
  }
  return hash.digest("hex");
}
