import { type FileData, isFileData } from "@gradio-ts/wire";

/** A piece of what a tool gives. */
export type Content =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly data: string; readonly mimeType: string };

/** Reads a file the app serves. `undefined`: it cannot be read. */
export type ReadFile = (file: FileData) => Promise<{ readonly bytes: Uint8Array; readonly type: string } | undefined>;

/** One value for one output: text as it is, an image for models that see and its address, the address of another file, JSON of the rest. */
export async function toolContent(values: readonly unknown[], readFile: ReadFile): Promise<Content[]> {
  const content: Content[] = [];
  for (const value of values) {
    const files = isFileData(value) ? [value] : Array.isArray(value) && value.length > 0 && value.every(isFileData) ? value : undefined;
    if (files === undefined) content.push({ type: "text", text: typeof value === "string" ? value : JSON.stringify(value) });
    else for (const file of files) content.push(...(await fileContent(file, readFile)));
  }
  return content;
}

/** Larger ones are told by their address alone: models take no more. */
const MAX_IMAGE_BYTES = 8 * 1024 * 1024;

async function fileContent(file: FileData, readFile: ReadFile): Promise<Content[]> {
  const address = file.url ?? file.path;
  if (!isImage(file) || (file.size ?? 0) > MAX_IMAGE_BYTES) return [{ type: "text", text: address }];
  const read = await readFile(file);
  if (read === undefined || read.bytes.length > MAX_IMAGE_BYTES) return [{ type: "text", text: address }];
  return [
    { type: "image", data: base64(read.bytes), mimeType: read.type },
    { type: "text", text: `Image URL: ${address}` },
  ];
}

function isImage({ mime_type, orig_name, path }: FileData): boolean {
  return mime_type?.startsWith("image/") ?? /\.(?:png|jpe?g|gif|webp)$/i.test(orig_name ?? path);
}

function base64(bytes: Uint8Array): string {
  let text = "";
  // As many at once as a call takes arguments.
  for (let start = 0; start < bytes.length; start += 0x8000) text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(text);
}
