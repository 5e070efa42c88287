import { InvalidArgumentError } from "@gradio-ts/client";
import type { Environment } from "./common-flags.js";

/** `NAME=value`, or `NAME` alone, whose value is then the environment's. @throws InvalidArgumentError, without the value. */
export function readSecrets(words: readonly string[], environment: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(
    words.map((word) => {
      const [, name = "", given] = /^([A-Za-z_]\w*)(?:=(.*))?$/s.exec(word) ?? [];
      if (name === "") throw new InvalidArgumentError("--secret takes NAME, or NAME=value.", "--secret");
      const value = given ?? environment[name];
      if (value === undefined) throw new InvalidArgumentError(`--secret ${name}: there is no ${name} in the environment.`, "--secret");
      return [name, value];
    }),
  );
}
