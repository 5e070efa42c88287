/** Where the subtype of a MIME type is not what files of it are called by. */
const NAMED_OTHERWISE: Readonly<Record<string, string>> = {
  "audio/mpeg": "mp3",
  "image/jpeg": "jpg",
  "text/javascript": "js",
  "text/markdown": "md",
  "text/plain": "txt",
  "video/quicktime": "mov",
};

/** How the names of files of a MIME type end, `".png"`; `""` where the type does not tell. */
export function extensionOf(type: string): string {
  const [plain = ""] = type.toLowerCase().split(";");
  if (Object.hasOwn(NAMED_OTHERWISE, plain.trim())) return `.${NAMED_OTHERWISE[plain.trim()]}`;
  const [, subtype] = /^(?:audio|image|video|text|application)\/(?:x-)?([a-z0-9]{2,5})(?:\+[a-z]+)?$/.exec(plain.trim()) ?? [];
  return subtype === undefined ? "" : `.${subtype}`;
}
