import type { EndpointInfo } from "./api-info.js";
import type { CallName } from "./call-name.js";
import type { CodeValue } from "./code-value.js";
import { FileReference } from "./file-reference.js";
import { OutputReference } from "./output-reference.js";
import { valueKeys } from "./value-keys.js";

/** A part of what a call gave. */
export interface OutputPart {
  readonly endpoint: EndpointInfo;
  readonly path: readonly (string | number)[];
  readonly value: CodeValue;
}

/** What lies deeper is not passed on by people. */
const DEEPEST_PART = 8;

/** What the calls of a program gave so far: of a later call's input it tells whether it is one of that. */
export class KnownOutputs {
  readonly #canPass: (part: OutputPart) => boolean;
  readonly #given = new Map<string, OutputReference>();
  /** What inputs held before any call gave it: if a call gives it afterwards, it may come from either. */
  readonly #typed = new Set<string>();

  /** @param canPass Whether the program's language can pass a part on. */
  constructor(canPass: (part: OutputPart) => boolean) {
    this.#canPass = canPass;
  }

  /** An input, with references where it holds what a call gave; the newest such call counts. */
  link(value: CodeValue): CodeValue {
    const keys = valueKeys(value);
    for (const key of keys) {
      const reference = this.#given.get(key);
      if (reference !== undefined) return reference;
    }
    for (const key of keys) this.#typed.add(key);
    if (typeof value !== "object" || value === null || value instanceof FileReference || value instanceof OutputReference) return value;
    if (Array.isArray(value)) return value.map((element) => this.link(element));
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, this.link(member)]));
  }

  /** The output of the call that comes next. */
  add(name: CallName, endpoint: EndpointInfo, output: CodeValue): void {
    const found = new Map<string, OutputReference>();
    for (const { path, value } of partsOf(endpoint, output, [])) {
      if (!this.#canPass({ endpoint, path, value })) continue;
      const reference = new OutputReference(name, endpoint, path, value instanceof FileReference);
      for (const key of valueKeys(value)) if (!this.#typed.has(key) && !found.has(key)) found.set(key, reference);
    }
    for (const [key, reference] of found) this.#given.set(key, reference);
  }
}

/** A value and what it holds, from the outside in. */
function* partsOf(endpoint: EndpointInfo, value: CodeValue, path: OutputPart["path"]): Generator<OutputPart> {
  yield { endpoint, path, value };
  if (typeof value !== "object" || value === null || value instanceof FileReference || path.length === DEEPEST_PART) return;
  for (const [key, member] of Object.entries(value)) yield* partsOf(endpoint, member, [...path, Array.isArray(value) ? Number(key) : key]);
}
