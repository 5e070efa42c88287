import { InvalidArgumentError } from "../errors.js";
import type { ApiInfo, EndpointInfo } from "./api-info.js";
import { bashSnippet } from "./bash-snippet.js";
import { cliSnippet } from "./cli-snippet.js";
import { noSuchEndpoint } from "./no-such-endpoint.js";
import { pythonSnippet } from "./python-snippet.js";
import { slashed } from "./slashed.js";
import { snippetCall } from "./snippet-call.js";
import { typescriptSnippet } from "./typescript-snippet.js";

const WRITERS = { typescript: typescriptSnippet, python: pythonSnippet, bash: bashSnippet, cli: cliSnippet };

/**
 * A call as code, for docs, recorders and consoles. It runs as pasted: TypeScript with this package, Python with `gradio_client`, bash with
 * curl; `cli` is for the command line `gradio-ts`, a package of its own. A token that the endpoint requires is read from `HF_TOKEN`.
 * @param endpoint `"/add"`, `"add"`, or a number.
 * @param options.language Default `"typescript"`.
 * @param options.inputs As `predict` takes them. What is left out keeps its default, or has its example if there is none. Default: the examples.
 * @throws EndpointNotFoundError; InvalidArgumentError for inputs that do not fit the endpoint, and another language.
 */
export function codeSnippet(
  info: ApiInfo,
  endpoint: string | number,
  options: {
    readonly language?: "typescript" | "python" | "bash" | "cli" | undefined;
    readonly inputs?: readonly unknown[] | { readonly [parameter: string]: unknown } | undefined;
  } = {},
): string {
  const { language = "typescript", inputs, ...unknown } = options ?? {};
  const [other] = Object.keys(unknown);
  if (other !== undefined)
    throw new InvalidArgumentError(`codeSnippet() has no option ${JSON.stringify(other)}; it has "language" and "inputs".`, other);
  if (!Object.hasOwn(WRITERS, language)) {
    throw new InvalidArgumentError(
      `There is no code in ${JSON.stringify(language)}: it is ${Object.keys(WRITERS).join(", ")}.`,
      "language",
    );
  }
  return WRITERS[language](snippetCall(info, findInfo(info, endpoint), inputs));
}

function findInfo(info: ApiInfo, wanted: string | number): EndpointInfo {
  const all = [...Object.values(info.namedEndpoints), ...Object.values(info.unnamedEndpoints)];
  const found = all.find(({ name, fnIndex }) => (typeof wanted === "number" ? fnIndex === wanted : name === slashed(wanted)));
  if (found !== undefined) return found;
  const available = all.filter(({ visibility }) => visibility === "public").map(({ name, fnIndex }) => name ?? String(fnIndex));
  throw noSuchEndpoint(wanted, available);
}
