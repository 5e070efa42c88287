/** Letters that every TypeScript since 5.4 knows for such, whatever it compiles to: younger ones are letters to some of them only. */
const LETTERS =
  "A-Za-z_$\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0391-\\u03a1\\u03a3-\\u03ce\\u0400-\\u0481\\u048a-\\u0527\\u05d0-\\u05ea\\u0620-\\u064a" +
  "\\u3041-\\u3096\\u30a1-\\u30fa\\u30fc\\u4e00-\\u9fa5\\uac00-\\ud7a3";
const IDENTIFIER = new RegExp(`^[${LETTERS}][${LETTERS}0-9]*$`);
const FOREIGN = new RegExp(`[^${LETTERS}0-9]+`, "g");

/** Whether TypeScript takes a text for an identifier, or a reserved word. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

/** A text made into an identifier: what cannot stand in one becomes `_`; `""` if nothing else is left. */
export function asIdentifier(text: string): string {
  if (isIdentifier(text)) return text;
  const name = text.replace(FOREIGN, "_").replace(/^_+|_+$/g, "");
  return name === "" || isIdentifier(name) ? name : `_${name}`;
}
