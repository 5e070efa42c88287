import { isOutputFile, type OutputFile } from "@gradio-ts/client";

/** A line of a conversation. */
export interface ChatLine {
  readonly role: string;
  readonly parts: readonly (string | OutputFile)[];
}

/** How a value is shown. */
export type View =
  | { readonly kind: "nothing" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "file"; readonly file: OutputFile; readonly media: Media }
  | { readonly kind: "gallery"; readonly items: readonly { readonly file: OutputFile; readonly media: Media; readonly caption: string }[] }
  | { readonly kind: "table"; readonly headers: readonly string[]; readonly rows: readonly (readonly unknown[])[] }
  | {
      readonly kind: "label";
      readonly label: string;
      readonly confidences: readonly { readonly label: string; readonly confidence: number }[];
    }
  | { readonly kind: "picture"; readonly url: string }
  | { readonly kind: "chat"; readonly lines: readonly ChatLine[] }
  | { readonly kind: "json"; readonly value: unknown };

export type Media = "image" | "audio" | "video" | "other";

/** By its shape, and where that leaves a choice by its component. */
export function viewOf(value: unknown, component: string): View {
  if (value === null || value === undefined) return { kind: "nothing" };
  if (typeof value === "string") return { kind: "text", text: value };
  if (typeof value !== "object") return { kind: "text", text: String(value) };
  if (isOutputFile(value)) return { kind: "file", file: value, media: mediaOf(value, component) };
  if (Array.isArray(value)) return listView(value, component.toLowerCase());
  return tableView(value) ?? labelView(value) ?? plotView(value) ?? { kind: "json", value };
}

function listView(list: readonly unknown[], component: string): View {
  const json: View = { kind: "json", value: list };
  if (component === "chatbot") {
    const lines = list.flatMap((message) => chatLines(message));
    return lines.length === 0 && list.length > 0 ? json : { kind: "chat", lines };
  }
  const items = list.map((item) => galleryItem(item, component));
  return items.length > 0 && items.every((item) => item !== undefined) ? { kind: "gallery", items } : json;
}

/** A file, or one with what is said of it: as a pair in Gradio 3. */
function galleryItem(item: unknown, component: string) {
  const parts: readonly unknown[] = Array.isArray(item)
    ? item
    : [item, ...(isRecord(item) ? [item["image"], item["video"], item["caption"]] : [])];
  const file = parts.find(isOutputFile);
  const caption = parts.find((part) => typeof part === "string") ?? "";
  return file === undefined ? undefined : { file, media: mediaOf(file, component), caption };
}

/** Messages with roles, and the pairs of user and assistant that Gradio 3 and 4 send. */
function chatLines(message: unknown): readonly ChatLine[] {
  if (Array.isArray(message)) {
    return message.flatMap((content, index) =>
      content === null ? [] : [{ role: index === 0 ? "user" : "assistant", parts: chatParts(content) }],
    );
  }
  return isRecord(message) ? [{ role: String(message["role"] ?? ""), parts: chatParts(message["content"]) }] : [];
}

function chatParts(content: unknown): readonly (string | OutputFile)[] {
  if (typeof content === "string") return [content];
  if (Array.isArray(content)) return content.flatMap(chatParts);
  if (isOutputFile(content)) return [content];
  if (isRecord(content) && typeof content["text"] === "string") return [content["text"]];
  if (isRecord(content) && isOutputFile(content["file"])) return [content["file"]];
  return [JSON.stringify(content)];
}

function tableView(value: object): View | undefined {
  const { headers, data } = value as { readonly headers?: unknown; readonly data?: unknown };
  if (!Array.isArray(headers) || !Array.isArray(data) || !data.every(Array.isArray)) return undefined;
  return { kind: "table", headers: headers.map(String), rows: data as unknown[][] };
}

function labelView(value: object): View | undefined {
  const { label, confidences } = value as { readonly label?: unknown; readonly confidences?: unknown };
  if (typeof label !== "string" || !(confidences === null || Array.isArray(confidences))) return undefined;
  const known = (confidences ?? []).filter(
    (entry): entry is { label: string; confidence: number } => isRecord(entry) && typeof entry["confidence"] === "number",
  );
  return { kind: "label", label, confidences: known };
}

/** Matplotlib's come as pictures; the rest are the data of one. */
function plotView(value: object): View | undefined {
  const { plot } = value as { readonly plot?: unknown };
  return typeof plot === "string" && plot.startsWith("data:image/") ? { kind: "picture", url: plot } : undefined;
}

const EXTENSIONS: Readonly<Record<Exclude<Media, "other">, RegExp>> = {
  image: /\.(png|jpe?g|gif|webp|avif|bmp|svg)$/i,
  audio: /\.(wav|mp3|ogg|oga|flac|m4a|aac|opus)$/i,
  video: /\.(mp4|webm|mov|mkv|ogv)$/i,
};

function mediaOf({ mimeType, name }: OutputFile, component: string): Media {
  const kinds = ["image", "audio", "video"] as const;
  const claimed = kinds.find((kind) => mimeType?.startsWith(`${kind}/`)) ?? kinds.find((kind) => EXTENSIONS[kind].test(name));
  return claimed ?? kinds.find((kind) => component.toLowerCase() === kind) ?? "other";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
