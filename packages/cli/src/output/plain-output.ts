import { isOutputFile } from "@gradio-ts/client";

/** An output as plain JSON: files as the objects they are on the wire, with the `url` under which they can be fetched. */
export function plainOutput(output: unknown): unknown {
  if (typeof output !== "object" || output === null) return output;
  if (isOutputFile(output)) return { ...output.toJSON(), url: output.url };
  if (Array.isArray(output)) return output.map(plainOutput);
  return Object.fromEntries(Object.entries(output).map(([key, member]) => [key, plainOutput(member)]));
}
