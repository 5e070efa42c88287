import type { FileDesk } from "../files/call-files.js";
import type { ServedEndpoint } from "./served-endpoint.js";

/** What a handler gave, as the wire's `data`: one element per output. @throws TypeError where it is not what the endpoint declares. */
export async function writeOutputs({ name, outputs, severalOutputs }: ServedEndpoint, given: unknown, files: FileDesk): Promise<unknown[]> {
  const values = severalOutputs ? given : [given];
  if (outputs.length === 0) {
    if (given === undefined || given === null || (Array.isArray(given) && given.length === 0)) return [];
    throw new TypeError(`/${name} declares no output: its handler must give nothing.`);
  }
  if (!Array.isArray(values) || values.length !== outputs.length) {
    throw new TypeError(`/${name} declares ${outputs.length} outputs: its handler must give an array of that many values.`);
  }
  const data: unknown[] = [];
  for (const [index, component] of outputs.entries()) data.push((await component.write(values[index], files)) ?? null);
  return data;
}
