import type { ApiInfo, EndpointInfo } from "./api-info.js";
import { callNames } from "./call-name.js";
import type { CodeValue } from "./code-value.js";
import { findInfo } from "./find-info.js";
import { KnownOutputs } from "./known-outputs.js";
import { type OutputPart, outputParts } from "./output-parts.js";
import { OutputReference } from "./output-reference.js";
import type { RecordedCall } from "./recorded-call.js";
import type { SnippetProgram } from "./snippet-call.js";
import { snippetInputs } from "./snippet-inputs.js";

/**
 * Calls as a program, in which an input that an earlier call gave is taken from that call.
 * @param canPass Whether the program's language can take a part of an output.
 * @throws EndpointNotFoundError; InvalidArgumentError for inputs that do not fit the endpoint, and outputs that are no JSON.
 */
export function snippetProgram(
  info: ApiInfo,
  recorded: readonly RecordedCall[],
  canPass: (endpoint: EndpointInfo, part: OutputPart) => boolean,
): SnippetProgram {
  const endpoints = recorded.map(({ endpoint }) => findInfo(info, endpoint));
  const names = callNames(endpoints);
  const known = new KnownOutputs();
  const calls = recorded.flatMap((call, index) => {
    const [endpoint, name] = [endpoints[index], names[index]];
    if (endpoint === undefined || name === undefined) return [];
    const inputs = snippetInputs(endpoint, call.inputs).map((input) =>
      input.leftOut ? input : { ...input, value: known.link(input.value) },
    );
    const parts = call.output === undefined ? [] : outputParts(endpoint, call.output);
    known.add(
      { name, endpoint },
      parts.filter((part) => canPass(endpoint, part)),
    );
    return [{ name, endpoint, inputs }];
  });
  const references = calls.flatMap(({ inputs }) => inputs.flatMap(({ value }) => referencesIn(value)));
  return { info, calls: calls.map((call) => ({ ...call, passedOn: references.filter(({ name }) => name === call.name) })) };
}

function referencesIn(value: CodeValue): readonly OutputReference[] {
  if (value instanceof OutputReference) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(referencesIn) : [];
}
