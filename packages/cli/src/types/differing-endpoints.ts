/** What is not as it was, of one endpoint. */
export interface Difference {
  /** `"/name"` with its quotes, or a number. */
  readonly endpoint: string;
  readonly change: "added" | "changed" | "removed";
}

/**
 * The endpoints whose types differ between two files, with what these refer to; the first lines, which tell of version and command, do not count.
 * `undefined` if the old one is no file of types.
 */
export function differingEndpoints(old: string, now: string): readonly Difference[] | undefined {
  const [before, after] = [endpointsOf(old), endpointsOf(now)];
  if (before === undefined || after === undefined) return undefined;
  const gone = [...before.keys()].filter((endpoint) => !after.has(endpoint));
  const other = [...after].filter(([endpoint, text]) => before.get(endpoint) !== text);
  return [
    ...other.map(([endpoint]) => ({ endpoint, change: before.has(endpoint) ? ("changed" as const) : ("added" as const) })),
    ...gone.map((endpoint) => ({ endpoint, change: "removed" as const })),
  ];
}

/** The text of each endpoint, as `typesFile` lays it out: members of the last type, each from its comment to a line that ends with `};`. */
function endpointsOf(file: string): ReadonlyMap<string, string> | undefined {
  const lines = file.split(/\r?\n/);
  const start = lines.map((line) => /^export type \S+ = \{$/.test(line)).lastIndexOf(true);
  const end = lines.indexOf("};", start);
  if (start < 0 || end < 0) return undefined;
  const shapes = shapesOf(lines.slice(0, start));
  const endpoints = new Map<string, string>();
  let member: string[] = [];
  for (const line of lines.slice(start + 1, end)) {
    member.push(line);
    if (!/^ {2}(?:\S.*)?\};$/.test(line)) continue;
    const key = member.map((one) => /^ {2}("(?:[^"\\]|\\.)*"|\d+): /.exec(one)?.[1]).find((found) => found !== undefined);
    if (key !== undefined) endpoints.set(key, withShapes(member.join("\n"), shapes));
    member = [];
  }
  return endpoints;
}

function shapesOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const declarations = lines.map((line) => /^export type (\S+) = .*;$/.exec(line));
  return new Map(declarations.flatMap((found) => (found === null ? [] : [[found[1] ?? "", found[0]] as const])));
}

/** A text, and all that it refers to: a shared type that changed changes each endpoint that has it. */
function withShapes(text: string, shapes: ReadonlyMap<string, string>): string {
  const used = new Set([text]);
  for (const one of used) {
    for (const [word] of one.matchAll(/[\p{ID_Start}_$][\p{ID_Continue}$]*/gu)) {
      const shape = shapes.get(word);
      if (shape !== undefined) used.add(shape);
    }
  }
  return [...used].join("\n");
}
