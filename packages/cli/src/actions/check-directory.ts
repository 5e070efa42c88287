import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { InvalidArgumentError } from "@gradio-ts/client";

/** Makes a directory for files to come. @throws InvalidArgumentError if nothing can be written there: better known before a call than after it. */
export async function checkDirectory(flag: string, directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, constants.W_OK);
  } catch (error) {
    throw new InvalidArgumentError(`${flag}: nothing can be written to ${JSON.stringify(directory)}: ${(error as Error).message}`, flag);
  }
}
