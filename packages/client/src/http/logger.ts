/** Fits `console`. */
export interface Logger {
  debug(message: string, fields?: object): void;
  info(message: string, fields?: object): void;
  warn(message: string, fields?: object): void;
  error(message: string, fields?: object): void;
}

/** A logger for everything inside: nowhere without `logger`, and with every secret taken out of texts and fields. */
export function redacting(logger: Logger | undefined, secrets: () => readonly string[]): Logger {
  const tell = (level: keyof Logger) => (message: string, fields?: object) => {
    if (logger === undefined) return;
    const known = secrets().filter((secret) => secret !== "");
    const clean = (text: string) => known.reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text);
    logger[level](clean(message), fields === undefined ? undefined : (JSON.parse(clean(JSON.stringify(fields, plain))) as object));
  };
  return { debug: tell("debug"), info: tell("info"), warn: tell("warn"), error: tell("error") };
}

/** Errors of other makers vanish in JSON: keep their name and message. */
function plain(_key: string, value: unknown): unknown {
  if (!(value instanceof Error) || "toJSON" in value) return value;
  return { name: value.name, message: value.message };
}
