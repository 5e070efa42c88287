/** A file at the server, in Gradio's own spelling (protocol.md §7.3). */
export interface FileData {
  /** Where the server keeps it; or an http(s) URL, which the server fetches. */
  readonly path: string;
  readonly url?: string | null;
  /** Bytes. */
  readonly size?: number | null;
  /** What the file was called before the server renamed it. */
  readonly orig_name?: string | null;
  readonly mime_type?: string | null;
  /** Media still being produced (protocol.md §7.6). */
  readonly is_stream?: boolean;
  /** What tells a file from any other object (since Gradio 4.21; demanded since 5.0). */
  readonly meta: { readonly _type: "gradio.FileData" };
}

/** Whether a JSON value is a file object. */
export function isFileData(value: unknown): value is FileData {
  if (typeof value !== "object" || value === null) return false;
  const { path, meta } = value as { path?: unknown; meta?: { _type?: unknown } | null };
  return typeof path === "string" && typeof meta === "object" && meta !== null && meta._type === "gradio.FileData";
}
