/** The MIME type of what is called so; `""` if the name does not tell. The table is loaded when it is first needed. */
export async function typeOfName(name: string): Promise<string> {
  if (!/.\.[^.]+$/.test(name)) return "";
  const { default: mime } = await import("mime");
  return mime.getType(name) ?? "";
}

/** What a type is called at the end of a name, with its dot; `""` if that is not known. */
export async function extensionOfType(type: string): Promise<string> {
  if (type === "") return "";
  const { default: mime } = await import("mime");
  const extension = mime.getExtension(type);
  return extension === null ? "" : `.${extension}`;
}

/** The type that somebody claims, if it says anything: clients call octets what they do not know. */
export function claimed(type: string | null | undefined): string {
  return type === "application/octet-stream" || typeof type !== "string" ? "" : type;
}

/** Whether a browser may show it in a page of the app's own: no script can be inside (protocol.md §7.4). */
export function isInline(type: string): boolean {
  return INLINE.test(type);
}

const INLINE = new RegExp(
  `^(${[
    "image/(jpeg|png|gif|webp)",
    "audio/(aac|aiff|flac|mp4|mpeg|ogg|wav|webm|x-aiff|x-flac|x-m4a|x-matroska|x-wav)",
    "video/(mp4|mpeg|ogg|quicktime|webm|x-matroska|x-msvideo)",
    "text/plain",
    "application/json",
  ].join("|")})$`,
);
