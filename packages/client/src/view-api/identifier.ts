/** A label made into an identifier: `"Input text!"` -> `"input_text"`; `""` if nothing is left of it. */
export function identifier(label: string): string {
  const name = label
    .toLowerCase()
    .replace(/[\P{ID_Continue}_]+/gu, "_")
    .replace(/^_|_$/g, "");
  return name === "" || /^\p{ID_Start}/u.test(name) ? name : `_${name}`;
}
