import type { EndpointInfo } from "./api-info.js";
import type { CallName } from "./call-name.js";

/** What an earlier call of a program gave, in a value to be written as code. */
export class OutputReference {
  /** The call. */
  readonly name: CallName;
  readonly endpoint: EndpointInfo;
  /** Where in that call's output: keys and places, from the outside in; none for all of it. */
  readonly path: readonly (string | number)[];
  readonly file: boolean;

  constructor(name: CallName, endpoint: EndpointInfo, path: readonly (string | number)[], file: boolean) {
    this.name = name;
    this.endpoint = endpoint;
    this.path = path;
    this.file = file;
  }
}
