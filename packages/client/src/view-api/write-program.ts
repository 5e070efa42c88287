import { InvalidArgumentError } from "../errors.js";
import type { ApiInfo, EndpointInfo } from "./api-info.js";
import { bashCanPass, bashSnippet } from "./bash-snippet.js";
import { cliSnippet } from "./cli-snippet.js";
import type { OutputPart } from "./output-parts.js";
import { pythonCanPass, pythonSnippet } from "./python-snippet.js";
import type { RecordedCall } from "./recorded-call.js";
import { jqReaches } from "./shell-json.js";
import type { SnippetProgram } from "./snippet-call.js";
import { snippetProgram } from "./snippet-program.js";
import { typescriptSnippet } from "./typescript-snippet.js";

export type CodeLanguage = "typescript" | "python" | "bash" | "cli";

interface Writer {
  readonly write: (program: SnippetProgram) => string;
  /** Whether the language can take a part of an earlier output as an input. */
  readonly canPass: (info: ApiInfo, endpoint: EndpointInfo, part: OutputPart) => boolean;
}

const WRITERS: Readonly<Record<CodeLanguage, Writer>> = {
  typescript: { write: typescriptSnippet, canPass: () => true },
  python: { write: pythonSnippet, canPass: pythonCanPass },
  bash: { write: bashSnippet, canPass: bashCanPass },
  cli: { write: cliSnippet, canPass: (_info, _endpoint, { path }) => jqReaches(path) },
};

/** @throws EndpointNotFoundError; InvalidArgumentError for inputs that do not fit the endpoint, and another language. */
export function writeProgram(info: ApiInfo, calls: readonly RecordedCall[], language: CodeLanguage): string {
  if (!Object.hasOwn(WRITERS, language)) {
    throw new InvalidArgumentError(
      `There is no code in ${JSON.stringify(language)}: it is ${Object.keys(WRITERS).join(", ")}.`,
      "language",
    );
  }
  const { write, canPass } = WRITERS[language];
  return write(snippetProgram(info, calls, (endpoint, part) => canPass(info, endpoint, part)));
}
