import type { JsonSchema } from "@gradio-ts/wire";

/**
 * What an app offers. `JSON.stringify` gives the structure, `String(info)` the text Python prints, in TypeScript terms: public named
 * endpoints, and the unnamed ones if there are no others. Source: protocol.md §2.
 */
export interface ApiInfo {
  readonly src: string;
  /** By `"/name"`. Undocumented ones are included if the server tells of them; private ones are not. */
  readonly namedEndpoints: Readonly<Record<string, EndpointInfo>>;
  /** By number (Gradio before 4.12). `Object.entries` gives the numbers as strings: `predict(Number(key))`. */
  readonly unnamedEndpoints: Readonly<Record<number, EndpointInfo>>;
  /** How the API is reached without this client, say by curl. */
  readonly http: HttpApi;
  /** The API as text, for people. */
  toString(): string;
}

/** What differs between the versions of Gradio for callers that speak HTTP themselves; {@link codeSnippet} goes by it. */
export interface HttpApi {
  /** What stands before every route below `src`: `"gradio_api/"` since 5.0, `""` before. */
  readonly prefix: string;
  /**
   * `"call"` (since 4.20): a POST to `call/{name}` answers with an id, under which the outputs can be read. `"run"`: a POST to `run/{name}` answers
   * with the output, of a generator the first; Spaces before 4.20 refuse it for queued endpoints. Source: protocol.md §5, §6.
   */
  readonly route: "call" | "run";
  /** Under which key a file object has its path: `"name"` in Gradio 3 (protocol.md §7.3). */
  readonly fileKey: "path" | "name";
  /** Whether the server knows its parameters by name, as Python's keyword arguments need: since 4.23. */
  readonly keywords: boolean;
}

/** What one endpoint takes and gives (protocol.md §2). */
export interface EndpointInfo {
  /** `"/add"`, or `null`. */
  readonly name: string | null;
  /** The number that `predict(number)` takes. Changes when the app's author edits the app. */
  readonly fnIndex: number;
  /** `""` if none. */
  readonly description: string;
  readonly visibility: "public" | "undocumented";
  /**
   * `false`, where the app says `queue: false`: run directly; no status beyond PROCESSING, no progress, logs, cancelling or `requestTimeout`.
   * A generator joins the queue all the same: a direct run gives its first value only (protocol.md §5). Where a version's queue or its direct
   * runs damage values, the other way is taken: batches of 4.0 to 4.19 run directly (§3.2, §14), JSON of 5.46.1 to 5.49.1 by the queue (§5).
   */
  readonly queued: boolean;
  /** Gives several outputs, one after another. */
  readonly generator: boolean;
  /** Whether it takes {@link ClientOptions.oauthToken}. */
  readonly oauthToken: "required" | "optional" | null;
  readonly parameters: readonly ParameterInfo[];
  /** The elements of the wire's `data` by the names of parameters; `null` where state or a button has a slot, which takes `null` (protocol.md §1.3). */
  readonly slots: readonly (string | null)[];
  readonly returns: readonly ReturnInfo[];
  /** Where each of `returns` stands in the wire's `data`, which has a slot for state and buttons, too. */
  readonly returnSlots: readonly number[];
}

/** One output of an endpoint. */
export interface ReturnInfo {
  readonly label: string;
  /** As Gradio spells it: `"Textbox"`, `"Imageeditor"`; `"Api"` for endpoints of a `gr.Server`. */
  readonly component: string;
  /** As the server sent it; `{}` where anything goes (protocol.md §2.1: `{"type": {}}`). Choices are its `enum`. */
  readonly schema: JsonSchema;
  readonly pythonType: string;
  /** As TypeScript spells the type, e.g. `"add" | "subtract"`, `FileLike` for an input, `OutputFile` for an output. */
  readonly typescriptType: string;
  /** Holds a file, somewhere in the value. */
  readonly file: boolean;
  /** `""` if none, e.g. `numeric value between 0 and 1`. */
  readonly description: string;
}

/** One input of an endpoint. */
export interface ParameterInfo extends ReturnInfo {
  /** The name for keyword inputs. Before Gradio 4.23, which tells none, the label made into an identifier. */
  readonly name: string;
  /** `false` if it has a default. */
  readonly required: boolean;
  /** What a missing input becomes; only if not `required`. */
  readonly default?: unknown;
  /** A value the component accepts; `undefined` if the server gives none. */
  readonly example?: unknown;
}
