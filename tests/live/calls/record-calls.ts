import { Client, handleFile, type RecordedCall } from "@gradio-ts/client";

/** A call as a recorder saw it, with every output that was printed. */
export interface SeenCall extends RecordedCall {
  readonly outputs: readonly unknown[];
}

/**
 * Calls of one session of the suite app: a file that is picked, its output passed on, a text out of several outputs passed on, a generator's
 * last output passed on, and state. The file is `c.txt`, of five bytes.
 */
export async function recordCalls(url: string): Promise<readonly SeenCall[]> {
  const client = await Client.connect(url);
  const seen: SeenCall[] = [];
  const call = async (endpoint: string, inputs: readonly unknown[]): Promise<unknown> => {
    const job = client.submit(endpoint, inputs);
    const outputs: unknown[] = [];
    for await (const output of job) outputs.push(output);
    const output = await job.result();
    seen.push({ endpoint, inputs, output, outputs });
    return output;
  };
  const file = await call("/give_back", [handleFile(new TextEncoder().encode("12345"), { name: "c.txt" })]);
  await call("/look_at", [file]);
  const [text] = (await call("/tally_first", ["a text that is long enough", "Ada"])) as [string, number];
  await call("/echo", [text]);
  const grown = await call("/grow", [5]);
  await call("/echo", [grown]);
  await call("/remember", ["one"]);
  await call("/remember", ["two"]);
  await client.close();
  return seen;
}

/** A printed value without what differs from run to run: where a file is, and how Gradio 3 calls it. */
export function comparable(value: unknown): unknown {
  const json = JSON.stringify(value, (_, part: unknown) => (isFile(part) ? "a file" : part));
  return JSON.parse(json.replace(/\\"name\\": \\"c\w*\.txt\\"/g, '\\"name\\": \\"c.txt\\"'));
}

/** A file object of any Gradio, or the path that Python's client gives. */
function isFile(value: unknown): boolean {
  if (typeof value === "string") return /^\/.*\.txt$/.test(value);
  return typeof value === "object" && value !== null && ("orig_name" in value || "meta" in value);
}
