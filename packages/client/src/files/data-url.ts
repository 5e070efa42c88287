/** The bytes of a `data:` URL: `data:[type][;base64],content`. @throws Error if it cannot be read. */
export function readDataUrl(url: string): Blob {
  const match = /^data:([^,]*?)(;base64)?,(.*)$/is.exec(url);
  if (match === null) throw new Error("it has no comma");
  const [, type = "", base64, content = ""] = match;
  const text = decodeURIComponent(content);
  return new Blob([base64 === undefined ? text : Uint8Array.from(atob(text), (character) => character.charCodeAt(0))], { type });
}

/** The MIME type that a `data:` URL tells; `""` if it tells none, or is something else. */
export function dataType(url: string): string {
  return /^data:([^,;]*)/i.exec(url)?.[1] ?? "";
}
