/** The words that make a file of types again, for its first line. Of a URL neither login nor query, which may hold secrets. */
export function typesCommand(
  app: string,
  { name, all }: { readonly name?: string | undefined; readonly all?: boolean | undefined },
): string {
  const words = [withoutSecrets(app), ...(name === undefined ? [] : ["--name", name]), ...(all === true ? ["--all"] : [])];
  return ["gradio-ts", "types", ...words.map(quoted)].join(" ");
}

function withoutSecrets(app: string): string {
  return app.replace(/^(\w+:\/\/)[^/?#]*@/, "$1").replace(/[?#].*$/s, "");
}

function quoted(word: string): string {
  return /^[\w./:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
