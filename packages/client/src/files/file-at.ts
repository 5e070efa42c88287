import { type FileData, isFileData } from "@gradio-ts/wire";
import { InvalidArgumentError } from "../errors.js";
import type { Http } from "../http/request.js";
import type { OutputFile } from "./file-types.js";
import { handledFile } from "./handled-file.js";
import { AppFile } from "./output-file.js";

/**
 * A file at an app by its path there, its URL, or a file object.
 * @param prefix What stands before the app's routes.
 * @throws InvalidArgumentError for what is none of these.
 */
export function fileAt(http: Http, prefix: string, file: string | URL | FileData): OutputFile {
  if (isFileData(file)) return new AppFile(http, prefix, file);
  if (!isAddress(file)) {
    throw new InvalidArgumentError("file() takes a path at the app's server, a URL, or a file object of the app's.", "file");
  }
  const { name } = handledFile(file);
  return new AppFile(http, prefix, { path: String(file), orig_name: name, meta: { _type: "gradio.FileData" } });
}

function isAddress(file: unknown): file is string | URL {
  if (typeof file !== "string" || !/^(https?|file):/i.test(file)) return file instanceof URL || (typeof file === "string" && file !== "");
  return URL.canParse(file);
}
