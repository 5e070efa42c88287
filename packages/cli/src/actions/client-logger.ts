import type { Logger } from "@gradio-ts/client";
import { jsonText } from "../output/json-text.js";
import type { Level } from "../screen/screen.js";
import type { Shell } from "./shell.js";

/** What the client tells, on stderr with `--verbose`; it takes secrets out itself. */
export function clientLogger({ screen, flags }: Shell): Logger | undefined {
  if (flags.verbose !== true) return undefined;
  const tell = (level: Level) => (message: string, fields?: object) =>
    screen.log(level, fields === undefined ? message : `${message} ${jsonText(fields)}`);
  return { debug: tell("debug"), info: tell("info"), warn: tell("warning"), error: tell("error") };
}
