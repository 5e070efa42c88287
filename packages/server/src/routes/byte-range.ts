/** Some bytes of a file. */
export interface ByteRange {
  readonly start: number;
  /** The byte after the last. */
  readonly end: number;
}

/**
 * What a `range` header asks for: `bytes=a-b`, `bytes=a-`, `bytes=-n`. An end beyond the file's is cut. Several ranges: `undefined`, the whole file,
 * which any server may send.
 */
export function byteRange(header: string, size: number): ByteRange | "malformed" | "unsatisfiable" | undefined {
  const ranges = /^bytes\s*=\s*(.+)$/i.exec(header)?.[1]?.split(",") ?? [];
  if (ranges.length > 1) return undefined;
  const [, first = "", last = ""] = /^(\d*)\s*-\s*(\d*)$/.exec(ranges[0]?.trim() ?? "") ?? [];
  if (first === "" && last === "") return "malformed";
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size };
  }
  const start = Number(first);
  const end = last === "" ? size : Math.min(Number(last) + 1, size);
  if (start >= size) return "unsatisfiable";
  return start < end ? { start, end } : "malformed";
}
