import { InvalidArgumentError, type ParameterInfo } from "@gradio-ts/client";
import { fileKind } from "./file-kind.js";
import { inexactInput, inexactNumber } from "./inexact-number.js";
import { withLocalFiles } from "./local-files.js";
import { type PairContext, readPairValue } from "./read-pair.js";

export type Inputs = readonly unknown[] | { readonly [parameter: string]: unknown };

/**
 * The inputs of a call as the command line has them: `name=value` pairs, or one JSON object or array, `-` for standard input.
 * @throws InvalidArgumentError for what is neither, and for values that do not fit.
 */
export async function readInputs(
  words: readonly string[],
  parameters: readonly ParameterInfo[],
  context: Required<PairContext>,
): Promise<Inputs> {
  const json = words.find((word) => /^(-$|\s*[[{])/.test(word));
  if (json === undefined) return readPairs(words, parameters, context);
  if (words.length > 1) throw new InvalidArgumentError("Inputs are name=value pairs, or one JSON object or array: not both.", "inputs");
  return readJson(json === "-" ? await context.stdin.text() : json, parameters, context.src);
}

async function readPairs(words: readonly string[], parameters: readonly ParameterInfo[], context: PairContext): Promise<Inputs> {
  const inputs = new Map<string, unknown>();
  for (const word of words) {
    const [, name, text] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
    if (name === undefined || text === undefined) {
      throw new InvalidArgumentError(
        `Inputs are name=value pairs, or one JSON object or array; ${JSON.stringify(word)} is neither.`,
        "inputs",
      );
    }
    const parameter = parameters.find((candidate) => candidate.name === name);
    // A name that the endpoint does not have is left to the client to refuse: it tells what there is.
    const value = parameter === undefined ? text : await readPairValue(parameter, text, context);
    inputs.set(name, joined(inputs.get(name), value, name, parameter));
  }
  return Object.fromEntries(inputs);
}

/** The files of a list may be given one by one; nothing else comes twice. */
function joined(before: unknown, value: unknown, name: string, parameter: ParameterInfo | undefined): unknown {
  if (before === undefined) return value;
  if (parameter !== undefined && fileKind(parameter) === "files") return [before, value].flat();
  throw new InvalidArgumentError(`${name} is given twice.`, name);
}

/**
 * Inputs as one JSON object or array.
 * @throws InvalidArgumentError for what is none, and for a plain text where a file is wanted.
 */
export function readJson(text: string, parameters: readonly ParameterInfo[], src: string): Inputs {
  const inputs = parse(text);
  for (const [index, parameter] of parameters.entries()) {
    const value: unknown = Array.isArray(inputs)
      ? inputs[index]
      : Object.hasOwn(inputs, parameter.name)
        ? inputs[parameter.name]
        : undefined;
    if (fileKind(parameter) !== undefined) for (const element of [value].flat()) checkFile(parameter, element);
  }
  return withLocalFiles(inputs, src) as Inputs;
}

function parse(text: string): { readonly [key: string]: unknown } {
  if (text.trim() === "") throw new InvalidArgumentError("Standard input is empty: it is to be a JSON object or array.", "inputs");
  let inputs: unknown;
  try {
    inputs = JSON.parse(text);
  } catch (error) {
    throw new InvalidArgumentError(`The inputs are no JSON: ${(error as Error).message}.`, "inputs");
  }
  if (typeof inputs !== "object" || inputs === null)
    throw new InvalidArgumentError("The inputs are to be a JSON object or array.", "inputs");
  const inexact = inexactNumber(text);
  if (inexact !== undefined) throw inexactInput("The inputs", inexact);
  return inputs as { readonly [key: string]: unknown };
}

function checkFile({ name }: ParameterInfo, value: unknown): void {
  if (typeof value !== "string" || /^data:/i.test(value)) return;
  const said = JSON.stringify(value.slice(0, 60));
  throw new InvalidArgumentError(
    `${name} is a file, in JSON {"path": ${said}, "meta": {"_type": "gradio.FileData"}}, not the text ${said}.`,
    name,
  );
}
