const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Bytes of a name that any disk takes, a number behind it included. */
const LONGEST = 240;

/** A name any disk takes: no separators, no control characters, none of Windows' reserved names, not too long. */
export function safeName(path: string): string {
  const last = path.split(/[/\\]/).at(-1) ?? "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  const clean = last.replace(/[<>:"|?*\u0000-\u001f\u007f-\u009f]/g, "_").replace(/[. ]+$/, "");
  if (clean === "") return "file";
  return shortened(RESERVED.test(clean) ? `_${clean}` : clean);
}

/** Cut before its extension, between letters. */
function shortened(name: string): string {
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  if (bytes(name) <= LONGEST) return name;
  const [extension = ""] = /\.[^.]{1,16}$/.exec(name) ?? [];
  const letters = [...name.slice(0, name.length - extension.length)];
  while (bytes(letters.join("")) + bytes(extension) > LONGEST) letters.length -= Math.ceil(letters.length / 50);
  return letters.join("") + extension;
}
