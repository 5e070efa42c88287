import { type EndpointInfo, GradioError } from "@gradio-ts/client";
import type { Inputs } from "../inputs/read-inputs.js";
import { csvRows } from "./csv-rows.js";
import { type Digests, inputsHash, textHash } from "./inputs-hash.js";
import { ndjsonRows } from "./ndjson-rows.js";
import { RowKeys } from "./row-keys.js";
import type { RowSource } from "./row-source.js";
import type { UnreadRow } from "./unread-row.js";

export interface RowPlace {
  /** From 0, in the order of the source. */
  readonly index: number;
  readonly key: string;
}

/** A row, or why it is none to call with. */
export type Row = RowPlace & ({ readonly inputs: Inputs } | { readonly error: GradioError });

/** Reads rows for an endpoint. */
export class RowReader {
  readonly #source: RowSource;
  readonly #endpoint: EndpointInfo;
  readonly #src: string;
  readonly #digests: Digests = new Map();

  constructor(source: RowSource, endpoint: EndpointInfo, src: string) {
    this.#source = source;
    this.#endpoint = endpoint;
    this.#src = src;
  }

  /** @throws InvalidArgumentError where the source itself cannot be read on. */
  async *rows(): AsyncGenerator<Row> {
    const keys = new RowKeys();
    let index = 0;
    for await (const unread of this.#unread()) {
      const { hash, ...read } = await this.#read(unread);
      yield { index: index++, key: keys.next(hash), ...read };
    }
  }

  /** How many there are, and how many of them are wanted; `undefined` if that is known at the end only. */
  async count(done: ReadonlySet<string>): Promise<{ readonly all: number; readonly done: number } | undefined> {
    if (this.#source.file === undefined) return undefined;
    const count = { all: 0, done: 0 };
    // Without anything to skip, no row's key is needed yet.
    if (done.size === 0) for await (const _ of this.#unread()) count.all++;
    else
      for await (const { key } of this.rows()) {
        count.all++;
        if (done.has(key)) count.done++;
      }
    return count;
  }

  #unread(): AsyncGenerator<UnreadRow> {
    const { format, name, bytes } = this.#source;
    const target = { parameters: this.#endpoint.parameters, src: this.#src };
    return format === "csv" ? csvRows(bytes(), target, name) : ndjsonRows(bytes(), target);
  }

  async #read({ text, inputs }: UnreadRow): Promise<{ hash: string } & ({ inputs: Inputs } | { error: GradioError })> {
    const endpoint = this.#endpoint.name ?? this.#endpoint.fnIndex;
    try {
      const read = await inputs();
      return { inputs: read, hash: await inputsHash(endpoint, read, this.#digests) };
    } catch (error) {
      if (error instanceof GradioError) return { error, hash: textHash(endpoint, text) };
      throw error;
    }
  }
}
