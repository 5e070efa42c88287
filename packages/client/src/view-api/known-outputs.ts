import type { EndpointInfo } from "./api-info.js";
import type { CallName } from "./call-name.js";
import type { CodeValue } from "./code-value.js";
import { FileReference } from "./file-reference.js";
import type { OutputPart } from "./output-parts.js";
import { OutputReference } from "./output-reference.js";
import { valueKeys } from "./value-keys.js";

/** What the calls of a program gave so far: of a later call's input it tells whether it is one of that. */
export class KnownOutputs {
  readonly #given = new Map<string, OutputReference>();
  /** What inputs held before any call gave it: if a call gives it afterwards, it may come from either. */
  readonly #typed = new Set<string>();

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

  /** What the next call gave, from the outside in. */
  add(call: { readonly name: CallName; readonly endpoint: EndpointInfo }, parts: readonly OutputPart[]): void {
    const found = new Map<string, OutputReference>();
    for (const part of parts) {
      const reference = new OutputReference(call, part);
      for (const key of valueKeys(part.value)) if (!this.#typed.has(key) && !found.has(key)) found.set(key, reference);
    }
    for (const [key, reference] of found) this.#given.set(key, reference);
  }
}
