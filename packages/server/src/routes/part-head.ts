/** What a part of a form says of itself. Names are UTF-8 as they stand, with quotes and backslashes escaped or not, as clients differ. */
export function partHead(disposition: string): { readonly field: string | undefined; readonly filename: string | undefined } {
  const said = new Map<string, string>();
  for (const [, name = "", quoted, bare = ""] of disposition.matchAll(PARAMETER)) {
    said.set(name.toLowerCase(), quoted?.replace(/\\(["\\])/g, "$1") ?? bare);
  }
  return { field: said.get("name"), filename: encoded(said.get("filename*")) ?? said.get("filename") };
}

const PARAMETER = /;\s*([\w*-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s";]+))/g;

/** `filename*=UTF-8''…`, which says the same without doubt. @throws URIError */
function encoded(text: string | undefined): string | undefined {
  const [, name] = /^utf-8'[^']*'(.+)$/i.exec(text ?? "") ?? [];
  return name === undefined ? undefined : decodeURIComponent(name);
}
