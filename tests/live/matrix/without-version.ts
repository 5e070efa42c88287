/** A title without the version of Gradio in it, so that it is the same on all: `"Errors of Gradio '4.8.0'"` → `"Errors"`. */
export function withoutVersion(title: string, version: string | undefined): string {
  if (version === undefined) return title;
  // vitest puts text into titles with quotes.
  const number = `'?${version.replaceAll(".", "\\.")}'?`;
  return title
    .replace(new RegExp(`,? (?:(?:of|with|on) )?Gradio ${number}$`), "")
    .replace(new RegExp(` (?:of|with|on) Gradio ${number} `), " ")
    .replace(new RegExp(`Gradio ${number}`), "Gradio");
}
