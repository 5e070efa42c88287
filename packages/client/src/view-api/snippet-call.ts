import type { ApiInfo, EndpointInfo, ParameterInfo } from "./api-info.js";
import type { CallName } from "./call-name.js";
import type { CodeValue } from "./code-value.js";
import type { OutputReference } from "./output-reference.js";

/** Calls to be written as one program: over one connection, in one session. */
export interface SnippetProgram {
  readonly info: ApiInfo;
  readonly calls: readonly SnippetCall[];
}

/** A call to be written as code. */
export interface SnippetCall {
  readonly name: CallName;
  readonly endpoint: EndpointInfo;
  /** One per parameter, in the endpoint's order. */
  readonly inputs: readonly SnippetInput[];
  /** What later calls take of its output. */
  readonly passedOn: readonly OutputReference[];
}

export interface SnippetInput {
  readonly parameter: ParameterInfo;
  readonly value: CodeValue;
  /** The value is the app's default, which a call by name leaves out. */
  readonly leftOut: boolean;
}
