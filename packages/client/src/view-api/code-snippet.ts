import type { ApiInfo } from "./api-info.js";
import { refuseOptions } from "./refuse-options.js";
import { writeProgram } from "./write-program.js";

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
  refuseOptions("codeSnippet", unknown, '"language" and "inputs"');
  return writeProgram(info, [{ endpoint, inputs }], language);
}
