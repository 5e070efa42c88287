import type { Logger } from "@gradio-ts/client";

/** A logger that throws must not fail the call, or the process, it was to tell of. */
export function unfailingLogger(logger: Logger): Logger {
  const tell =
    (level: keyof Logger): Logger["error"] =>
    (message, fields) => {
      try {
        logger[level](message, fields);
      } catch {}
    };
  return { debug: tell("debug"), info: tell("info"), warn: tell("warn"), error: tell("error") };
}
