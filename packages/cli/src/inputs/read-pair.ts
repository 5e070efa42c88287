import { readFile } from "node:fs/promises";
import { type HandledFile, handleFile, InvalidArgumentError, type ParameterInfo } from "@gradio-ts/client";
import { fileKind } from "./file-kind.js";
import { withLocalFiles } from "./local-files.js";
import { readValue } from "./read-value.js";
import { decoded, type Stdin } from "./stdin.js";

export interface PairContext {
  /** What `-` stands for; without it, `-` is a text like any other. */
  readonly stdin?: Stdin;
  /** The app that gets the inputs. */
  readonly src: string;
}

/**
 * The value of `name=value`: as the parameter's schema decides; `@path` is a file, or its content; `-` is standard input.
 * @throws InvalidArgumentError naming the parameter.
 */
export async function readPairValue(parameter: ParameterInfo, text: string, { stdin, src }: PairContext): Promise<unknown> {
  const kind = fileKind(parameter);
  if (kind !== undefined && !/^\s*[[{]/.test(text)) {
    const file = readFileSource(parameter, text, stdin);
    return kind === "files" ? [file] : file;
  }
  const value =
    text === "-" && stdin !== undefined ? await stdin.text() : text.startsWith("@") ? await contentOf(parameter, text.slice(1)) : text;
  return withLocalFiles(kind === undefined ? readValue(parameter, value) : readFileJson(parameter, value), src);
}

function readFileSource({ name }: ParameterInfo, text: string, stdin: Stdin | undefined): HandledFile {
  if (text === "-" && stdin !== undefined) return handleFile(stdin.bytes(), { name: "stdin" });
  const source = text.replace(/^@/, "");
  if (source === "") throw new InvalidArgumentError(`${name} is a file: give its path or URL, ${name}=cat.png.`, name);
  return handleFile(source);
}

/** A list of paths, or file objects. */
function readFileJson(parameter: ParameterInfo, text: string): unknown {
  const value = readValue({ name: parameter.name, schema: true }, text);
  return Array.isArray(value) ? value.map((element: unknown) => (typeof element === "string" ? handleFile(element) : element)) : value;
}

async function contentOf({ name }: ParameterInfo, path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: Error) => {
    throw new InvalidArgumentError(
      `${name} cannot be read from a file: ${error.message}. (A text that starts with @ goes into JSON: {"${name}": "@…"}.)`,
      name,
    );
  });
  return decoded(bytes, `${name}, ${JSON.stringify(path)},`);
}
