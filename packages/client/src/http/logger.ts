/** Fits `console`. */
export interface Logger {
  /** What happens all the time. */
  debug(message: string, fields?: object): void;
  /** What happens now and then, and is no fault. */
  info(message: string, fields?: object): void;
  /** What went wrong, and was mended or did no harm. */
  warn(message: string, fields?: object): void;
  /** What went wrong, and nobody else is told of. */
  error(message: string, fields?: object): void;
}

/** A logger for everything inside: with every secret taken out of texts and fields. */
export function redacting(logger: Logger, secrets: () => readonly string[]): Logger {
  const tell = (level: keyof Logger) => (message: string, fields?: object) => {
    const secret = anyOf(secrets());
    const clean = (text: string) => (secret === undefined ? text : text.replace(secret, "[redacted]"));
    try {
      logger[level](clean(message), fields === undefined ? undefined : (JSON.parse(JSON.stringify(fields, plain(clean))) as object));
    } catch (error) {
      // A logger's error is its own, as a callback's is: it surfaces as an uncaught one, and fails no request.
      queueMicrotask(() => {
        throw error;
      });
    }
  };
  return { debug: tell("debug"), info: tell("info"), warn: tell("warn"), error: tell("error") };
}

/** Finds every secret, also as it stands in a URL. */
function anyOf(secrets: readonly string[]): RegExp | undefined {
  const forms = secrets.filter((secret) => secret !== "").flatMap((secret) => [secret, encodeURIComponent(secret)]);
  // The longest first: a secret may begin another.
  const texts = forms.sort((a, b) => b.length - a.length).map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return texts.length === 0 ? undefined : new RegExp(texts.join("|"), "g");
}

/** Cleans texts one by one, so that no secret can break the JSON around it. Errors of other makers vanish in JSON: keep their name and message. */
function plain(clean: (text: string) => string): (key: string, value: unknown) => unknown {
  return (_key, value) => {
    if (typeof value === "string") return clean(value);
    if (!(value instanceof Error) || "toJSON" in value) return value;
    return { name: value.name, message: value.message };
  };
}
