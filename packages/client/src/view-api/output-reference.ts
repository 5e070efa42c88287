import type { EndpointInfo } from "./api-info.js";
import type { CallName } from "./call-name.js";
import { FileReference } from "./file-reference.js";
import type { OutputPart } from "./output-parts.js";

/** What an earlier call of a program gave, in a value to be written as code. */
export class OutputReference {
  /** The call. */
  readonly name: CallName;
  readonly endpoint: EndpointInfo;
  /** Where in that call's output: keys and places, from the outside in; none for all of it. */
  readonly path: readonly (string | number)[];
  /** The same for callers who are given `gr.update` as the app sends it, an object that holds the value. */
  readonly sentPath: readonly (string | number)[];
  readonly file: boolean;

  constructor(call: { readonly name: CallName; readonly endpoint: EndpointInfo }, part: OutputPart) {
    const { path, update } = part;
    const top = call.endpoint.returns.length === 1 ? 0 : 1;
    this.name = call.name;
    this.endpoint = call.endpoint;
    this.path = path;
    this.sentPath = update ? [...path.slice(0, top), "value", ...path.slice(top)] : path;
    this.file = part.value instanceof FileReference;
  }
}
