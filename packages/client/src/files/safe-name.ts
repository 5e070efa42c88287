const RESERVED = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$) *(\.|$)/i;

/** What no disk takes, what ends a line, and what makes a reader see the letters in another order: `gpj.exe` for `exe.jpg`. */
const UNFIT = /[<>:"|?*\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Bytes of a name that any disk takes, a number behind it included. */
const LONGEST = 240;

/**
 * A name any disk takes: no separators, no control characters, none of Windows' reserved names, not too long. Never one that is hidden, and so
 * no settings of a shell or a tool that would look for them there.
 */
export function safeName(path: string): string {
  const last = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const clean = bounded(last)
    .replace(UNFIT, "_")
    .replace(/[. ]+$/, "")
    .replace(/^\./, "_");
  if (clean === "") return "file";
  return shortened(RESERVED.test(clean) ? `_${clean}` : clean);
}

/** What is looked at of a name, whose length is the server's. */
function bounded(name: string): string {
  return name.length > 8 * LONGEST ? name.slice(0, 4 * LONGEST) + name.slice(-4 * LONGEST) : name;
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
