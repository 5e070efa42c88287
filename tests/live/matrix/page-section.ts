/** A part of docs/compatibility.md that one command writes and the others leave as it is. */
export interface Section {
  /** Marks where it begins and ends. */
  readonly name: string;
  /** With its heading. */
  readonly text: string;
}

/** The sections of a page, in order. */
export function sectionsOf(page: string): readonly Section[] {
  return [...page.matchAll(/<!-- begin ([\w-]+) -->\n\n(.*?)\n\n<!-- end \1 -->\n/gs)].map(([, name = "", text = ""]) => ({ name, text }));
}

/** The page with a section: in the place of the one that has its name, or at the end. */
export function withSection(page: string, { name, text }: Section): string {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const section = `${begin}\n\n${text}\n\n${end}\n`;
  const from = page.indexOf(begin);
  const to = page.indexOf(`${end}\n`);
  if (from === -1 || to === -1) return `${page.trimEnd()}\n\n${section}`;
  return page.slice(0, from) + section + page.slice(to + end.length + 1);
}
