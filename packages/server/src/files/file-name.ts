/** Bytes of a name that every file system takes. */
const LONGEST = 200;
/** What Windows takes for a device. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * What a file is called here: the last part of what its owner calls it, without what disks and shells take for their own. Spaces, umlauts,
 * `#`, `%`, `&` and a dot in front stay (protocol.md §7.1).
 */
export function fileName(given: string): string {
  const last = given.slice(Math.max(given.lastIndexOf("/"), given.lastIndexOf("\\")) + 1);
  // Halves of letters are none to any disk, and in no URL. The end is looked for once, not from each of its dots on: a name may be long.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  const clean = last.replace(/[\u0000-\u001f\u007f<>:"|?*`$!{}\p{Surrogate}]/gu, "").replace(/(?<![ .])[ .]+$/, "");
  if (clean === "") return "file";
  // An extension whose stem is gone is no hidden file.
  if (clean.startsWith(".") && !last.startsWith(".")) return shortened(`file${clean}`);
  return shortened(DEVICE.test(clean) ? `_${clean}` : clean);
}

/** Cut before its extension, between letters. */
function shortened(name: string): string {
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  if (bytes(name) <= LONGEST) return name;
  const [extension = ""] = /\.[^.]{1,16}$/.exec(name) ?? [];
  // A letter has a byte at least: of a long name no more need be looked at.
  const letters = [...name.slice(0, name.length - extension.length).slice(0, LONGEST)];
  let size = bytes(letters.join(""));
  while (size + bytes(extension) > LONGEST) size -= bytes(letters.pop() ?? "");
  return letters.join("") + extension;
}
