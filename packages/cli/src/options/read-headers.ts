import { InvalidArgumentError } from "@gradio-ts/client";

/** `name: value` lines as headers. The error names no value, which may be a secret. */
export function readHeaders(lines: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(lines.map(readHeader));
}

function readHeader(line: string): readonly [string, string] {
  const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([^\p{Cc}]*)$/u.exec(line.trim()) ?? [];
  if (name === undefined || value === undefined) {
    const said = /^[\w-]+/.exec(line)?.[0] ?? "";
    throw new InvalidArgumentError(`--header takes "name: value" on one line${said && `, not "${said}…"`}.`, "header");
  }
  return [name, value];
}
