import { type ApiInfo, type EndpointInfo, type FileData, handleFile, type RecordedCall } from "@gradio-ts/client";
import type { Outcome, RecordedEntry } from "./recording.js";

/** Calls for a program, and a sentence for each thing that is not in it. */
export interface Calls {
  readonly calls: readonly RecordedCall[];
  readonly notes: readonly string[];
}

/**
 * What was recorded, as the client's calls. Failed and cancelled ones are left out, as are functions that are no API.
 * @param nameOf The file on this machine that went to a path at the server.
 */
export function toCalls(entries: readonly RecordedEntry[], info: ApiInfo, nameOf: (path: string) => string | undefined): Calls {
  const calls: RecordedCall[] = [];
  const notes: string[] = [];
  for (const entry of entries) {
    const endpoint = endpointOf(entry, info);
    const name = endpoint?.name ?? `Function ${endpoint?.fnIndex ?? entry.fn}`;
    if (endpoint === undefined) notes.push(`${name} has no public name, and cannot be called from a program.`);
    else if (entry.outcome.kind !== "done") notes.push(`${name} ${endWords(entry.outcome)}`);
    else {
      if (entry.clicked) notes.push(`${name} was told what was clicked, which is not in the code.`);
      calls.push({
        endpoint: endpoint.name ?? endpoint.fnIndex,
        inputs: inputsOf(entry.data, endpoint, nameOf),
        output: outputOf(entry.outcome.data, endpoint),
      });
    }
  }
  return { calls, notes };
}

function endpointOf({ fn }: RecordedEntry, { namedEndpoints, unnamedEndpoints }: ApiInfo): EndpointInfo | undefined {
  const all = [...Object.values(namedEndpoints), ...Object.values(unnamedEndpoints)];
  return all.find(({ name, fnIndex }) => (typeof fn === "number" ? fnIndex === fn : name === fn));
}

function endWords(outcome: Exclude<Outcome, { readonly kind: "done" }>): string {
  if (outcome.kind === "failed") return outcome.message === "" ? "failed." : `failed: ${outcome.message}`;
  return outcome.kind === "cancelled" ? "was cancelled." : "had not ended.";
}

function inputsOf(
  data: readonly unknown[],
  { slots }: EndpointInfo,
  nameOf: (path: string) => string | undefined,
): Record<string, unknown> {
  const named = slots.flatMap((name, index) => (name === null ? [] : [[name, withPicked(data[index] ?? null, nameOf)] as const]));
  return Object.fromEntries(named);
}

/** A value with each file that was picked in the page as a file of this machine. */
function withPicked(value: unknown, nameOf: (path: string) => string | undefined): unknown {
  return withFiles(value, (file) => {
    const picked = nameOf(file.path);
    return picked === undefined ? file : handleFile(picked);
  });
}

/** A value with its files replaced. Before 4.21 nothing says that an object is one (protocol.md §0.2). */
function withFiles(value: unknown, replace: (file: FileData) => unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => withFiles(element, replace));
  if ("path" in value && typeof value.path === "string" && ("meta" in value || "orig_name" in value))
    return replace({ meta: { _type: "gradio.FileData" }, ...(value as { readonly path: string }) });
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withFiles(member, replace)]));
}

/** The output as the app sent it, without what no caller sees; `undefined` where the page got less than the API tells of. */
function outputOf(data: readonly unknown[], { returnSlots }: EndpointInfo): unknown {
  if (returnSlots.some((slot) => slot >= data.length)) return undefined;
  const values = returnSlots.map((slot) => withFiles(data[slot], (file) => file));
  return values.length === 1 ? values[0] : values;
}
