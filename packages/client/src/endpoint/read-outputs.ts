import { type FileData, isFileData } from "@gradio-ts/wire";
import type { Endpoint } from "../app/app.js";
import { ProtocolError } from "../errors.js";

/**
 * Reads the outputs of one call, one after another. State, buttons and layout are dropped (protocol.md §1.3), `gr.update` is unwrapped, files
 * become what `wrapFile` makes of them; what comes out is frozen, and shares what did not change with the output before.
 */
export class OutputReader {
  readonly #endpoint: Endpoint;
  readonly #wrapFile: (file: FileData) => unknown;
  readonly #wrapped = new WeakMap<object, unknown>();
  #previous: readonly unknown[] = [];

  constructor(endpoint: Endpoint, wrapFile: (file: FileData) => unknown) {
    this.#endpoint = endpoint;
    this.#wrapFile = wrapFile;
  }

  /**
   * The value itself if the endpoint gives one output, an array if it gives several, `[]` if none.
   * @throws ProtocolError if the server gives another number of outputs than its config says.
   */
  read(data: readonly unknown[]): unknown {
    const { outputs } = this.#endpoint;
    if (data.length < outputs.length)
      throw new ProtocolError(`The server gave ${data.length} outputs where its config names ${outputs.length}.`, { body: data });
    const values: unknown[] = [];
    for (const [index, output] of outputs.entries()) {
      if (output !== null) values.push(this.#value(data[index], this.#previous[values.length] ?? null));
    }
    this.#previous = values;
    return values.length === 1 ? values[0] : Object.freeze(values);
  }

  #value(value: unknown, previous: unknown): unknown {
    if (!isUpdate(value)) return this.#snapshot(value);
    return "value" in value ? this.#snapshot(value["value"]) : previous;
  }

  /** What is frozen already was read before: the cost is that of what changed. */
  #snapshot(value: unknown): unknown {
    if (typeof value !== "object" || value === null || (Object.isFrozen(value) && !this.#wrapped.has(value))) return value;
    const known = this.#wrapped.get(value);
    if (known !== undefined) return known;
    if (isFileData(value)) {
      Object.freeze(value.meta);
      return this.#remember(value, this.#wrapFile(Object.freeze(value)));
    }
    const copy = this.#members(value);
    if (copy === value) return Object.freeze(value);
    return this.#remember(value, Object.freeze(copy));
  }

  /** The value with its members read; a copy only where a file in it became another object. */
  #members(value: object): object {
    if (Array.isArray(value)) return this.#elements(value);
    let copy: Record<string, unknown> | undefined;
    for (const [key, member] of Object.entries(value)) {
      const read = this.#snapshot(member);
      if (read === member) continue;
      copy ??= { ...(value as Record<string, unknown>) };
      copy[key] = read;
    }
    return copy ?? value;
  }

  #elements(list: readonly unknown[]): readonly unknown[] {
    let copy: unknown[] | undefined;
    for (let index = 0; index < list.length; index++) {
      const element = list[index];
      if (typeof element !== "object" || element === null) continue;
      const read = this.#snapshot(element);
      if (read === element) continue;
      copy ??= list.slice();
      copy[index] = read;
    }
    return copy ?? list;
  }

  #remember(raw: object, read: unknown): unknown {
    Object.freeze(raw);
    this.#wrapped.set(raw, read);
    return read;
  }
}

/** What `gr.update`, `gr.skip` or a returned component look like on the wire. */
function isUpdate(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && (value as Record<string, unknown>)["__type__"] === "update";
}
