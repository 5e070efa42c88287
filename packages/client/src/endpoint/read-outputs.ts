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
  /** As they came. */
  #previousData: readonly unknown[] = [];

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
    for (let index = 0; index < outputs.length; index++) {
      if (outputs[index] === null) continue;
      values.push(this.#value(data[index], this.#previousData[index], this.#previous[values.length] ?? null));
    }
    this.#previous = values;
    this.#previousData = data;
    return values.length === 1 ? values[0] : Object.freeze(values);
  }

  #value(value: unknown, before: unknown, previous: unknown): unknown {
    if (!isUpdate(value)) return this.#snapshot(value, before);
    return "value" in value ? this.#snapshot(value["value"], undefined) : previous;
  }

  /**
   * What is frozen already was read before: the cost is that of what changed.
   * @param before What came at the same place the last time.
   */
  #snapshot(value: unknown, before: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (Object.isFrozen(value)) return this.#wrapped.get(value) ?? value;
    if (isFileData(value)) {
      Object.freeze(value.meta);
      return this.#remember(value, this.#wrapFile(Object.freeze(value)));
    }
    const copy = Array.isArray(value) ? this.#elements(value, before) : this.#members(value as Members, before);
    if (copy === value) return Object.freeze(value);
    return this.#remember(value, Object.freeze(copy));
  }

  /** The value with its members read; a copy only where a file in it became another object. */
  #members(value: Members, before: unknown): object {
    const known = this.#readAsItself(before) as Members | undefined;
    let copy: Record<string, unknown> | undefined;
    for (const key of Object.keys(value)) {
      const member = value[key];
      if (typeof member !== "object" || member === null) continue;
      const read = this.#snapshot(member, known?.[key]);
      if (read === member) continue;
      copy ??= { ...value };
      copy[key] = read;
    }
    return copy ?? value;
  }

  #elements(list: readonly unknown[], before: unknown): readonly unknown[] {
    // Copied, as engines are slow to read a frozen list one by one. All that is asked of an element that stayed is whether it did.
    const read = this.#readAsItself(before);
    const known: readonly unknown[] = Array.isArray(read) ? [...read] : [];
    let copy: unknown[] | undefined;
    for (let index = 0; index < list.length; index++) {
      const element = list[index];
      if (element === known[index] || typeof element !== "object" || element === null) continue;
      const value = this.#snapshot(element, known[index]);
      if (value === element) continue;
      copy ??= [...list];
      copy[index] = value;
    }
    return copy ?? list;
  }

  /** A container that was read, which freezes it, unless something in it became another object. */
  #readAsItself(container: unknown): object | undefined {
    if (typeof container !== "object" || container === null) return undefined;
    return Object.isFrozen(container) && !this.#wrapped.has(container) ? container : undefined;
  }

  #remember(raw: object, read: unknown): unknown {
    Object.freeze(raw);
    this.#wrapped.set(raw, read);
    return read;
  }
}

type Members = Readonly<Record<string, unknown>>;

/** What `gr.update`, `gr.skip` or a returned component look like on the wire. */
function isUpdate(value: unknown): value is Members {
  return typeof value === "object" && value !== null && (value as Members)["__type__"] === "update";
}
