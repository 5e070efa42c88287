import type { EndpointInfo, ReturnInfo } from "./api-info.js";
import { type CodeValue, plainValue, withFileObjects } from "./code-value.js";
import { FileReference } from "./file-reference.js";

/** A part of what a call gave. */
export interface OutputPart {
  /** Where it stands in what `predict` gives. */
  readonly path: readonly (string | number)[];
  readonly value: CodeValue;
  /** Whether the app sent it in a `gr.update`. */
  readonly update: boolean;
}

/** What lies deeper is not passed on by people. */
const DEEPEST_PART = 8;

/**
 * What a call gave and what that holds, from the outside in. Several outputs are no value together.
 * @param output As `predict` gives it, or as the app sent it, `gr.update` included.
 * @throws InvalidArgumentError for what is no JSON.
 */
export function outputParts({ returns }: EndpointInfo, output: unknown): readonly OutputPart[] {
  const values = returns.length === 1 ? [output] : Array.isArray(output) ? output : [];
  return returns.flatMap((about, index) => {
    const update = isUpdate(values[index]);
    const value = outputValue(update ? values[index]["value"] : values[index], about);
    return [...partsOf({ path: returns.length === 1 ? [] : [index], value, update })];
  });
}

/** Before 4.21 nothing but its place tells a file from other objects (protocol.md §7.3). */
function outputValue(value: unknown, { file }: ReturnInfo): CodeValue {
  const plain = plainValue(value, "output");
  return file ? withFileObjects(plain) : plain;
}

function isUpdate(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && "__type__" in value && value.__type__ === "update";
}

function* partsOf(part: OutputPart): Generator<OutputPart> {
  yield part;
  const { path, value, update } = part;
  if (typeof value !== "object" || value === null || value instanceof FileReference || path.length === DEEPEST_PART) return;
  for (const [key, member] of Object.entries(value)) {
    yield* partsOf({ path: [...path, Array.isArray(value) ? Number(key) : key], value: member, update });
  }
}
