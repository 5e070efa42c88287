import { CancelledError, InvalidArgumentError } from "../errors.js";
import { onAbort } from "../http/on-abort.js";
import { checkReadOptions } from "./check-read-options.js";
import type { OutputFile, ReadOptions } from "./file-types.js";
import { isOutputFile } from "./is-output-file.js";
import { replaceFiles } from "./replace-files.js";

/** `T` with a path for each {@link OutputFile}. */
export type Downloaded<T> = T extends OutputFile ? string : T extends object ? { [K in keyof T]: Downloaded<T[K]> } : T;

/** Files that are fetched at a time. */
const AT_ONCE = 4;

/**
 * Save every file in an output and give the same output with local paths in place of files: Python's `download_files`, as a function.
 * Equal files are fetched once. Not in browsers.
 * @param directory Made if missing. Names that are taken are numbered.
 * @param options For each file.
 * @throws DownloadError, CancelledError; the files that were whole by then stay. InvalidArgumentError for what is no directory.
 */
export async function downloadFiles<T>(output: T, directory: string | URL, options: ReadOptions = {}): Promise<Downloaded<T>> {
  checkReadOptions(options);
  if (!(directory instanceof URL) && (typeof directory !== "string" || directory === ""))
    throw new InvalidArgumentError("downloadFiles() takes a directory: a path, or a file: URL.", "directory");
  const folder = `${directory instanceof URL ? directory.href : directory}/`;
  const target = directory instanceof URL ? new URL(folder.replace(/\/+$/, "/")) : folder;
  const files = new Map<string, OutputFile>();
  replaceFiles(output, (value) => {
    if (isOutputFile(value)) files.set(keyOf(value), value);
    return isOutputFile(value) ? value : undefined;
  });
  const paths = new Map<string, string>();
  const waiting = [...files];
  const failed = new AbortController();
  const forget = onAbort(options.signal, () => failed.abort(options.signal?.reason));
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [key, file] = next;
      paths.set(key, await file.save(target, { ...options, signal: failed.signal }));
    }
  };
  try {
    const workers = Array.from({ length: Math.min(AT_ONCE, waiting.length) }, () =>
      work().catch((error: unknown) => {
        failed.abort(error);
        throw error;
      }),
    );
    // Nothing is written any more when this fails.
    const ends = await Promise.allSettled(workers);
    const reasons = ends.flatMap((end) => (end.status === "rejected" ? [end.reason as unknown] : []));
    if (reasons.length > 0) throw reasons.find((reason) => !(reason instanceof CancelledError)) ?? reasons[0];
  } finally {
    forget();
  }
  return replaceFiles(output, (value) => (isOutputFile(value) ? paths.get(keyOf(value)) : undefined)) as Downloaded<T>;
}

/** What two files have in common that are one. */
function keyOf({ url, name }: OutputFile): string {
  return `${url}\n${name}`;
}
