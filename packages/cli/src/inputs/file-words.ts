import { type FileData, InvalidArgumentError } from "@gradio-ts/client";
import { isFileObject } from "./local-files.js";

/** A file of an app, as a command line names it: a URL, a path at the server, a file object as JSON. @throws InvalidArgumentError */
export function readFileWord(word: string): string | FileData {
  if (!word.startsWith("{")) return word;
  const [file, ...others] = filesIn(parsed(word));
  if (file !== undefined && others.length === 0) return file;
  throw new InvalidArgumentError(
    `${JSON.stringify(word.slice(0, 60))} is no file object: {"path": …, "meta": {"_type": "gradio.FileData"}}.`,
    "file",
  );
}

/** Every file object in a JSON value, in order. */
export function filesIn(value: unknown): readonly FileData[] {
  if (typeof value !== "object" || value === null) return [];
  return isFileObject(value) ? [value as FileData] : Object.values(value).flatMap(filesIn);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
