import { downloadFiles } from "@gradio-ts/client";
import { plainOutput } from "../output/plain-output.js";
import type { Shell } from "./shell.js";

export interface PrintFlags {
  /** A text as it is, instead of JSON. */
  readonly raw?: boolean;
  /** Where files are saved; their paths then stand in their place. */
  readonly download?: string;
}

/** An output as it is printed: plain data, its files saved if they are wanted. @throws DownloadError */
export async function printedOutput({ signal }: Shell, output: unknown, { download }: PrintFlags): Promise<unknown> {
  return plainOutput(download === undefined ? output : await downloadFiles(output, download, { signal }));
}

/** Prints an output: the only one, or one of several, each on its line. @throws DownloadError */
export async function printOutput(shell: Shell, output: unknown, flags: PrintFlags, of: "one" | "several"): Promise<void> {
  const printed = await printedOutput(shell, output, flags);
  if (flags.raw === true && typeof printed === "string") await shell.output.text(printed);
  else await (of === "one" ? shell.output.value(printed) : shell.output.line(printed));
}
