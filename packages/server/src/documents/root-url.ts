/**
 * Where the world sees the app, without a trailing slash: clients send everything else there (protocol.md §1.1).
 * A configured URL wins; else the first forwarded host and scheme, or those of the request, and the configured path.
 */
export function rootUrl(request: Request, rootPath: string): string {
  const configured = rootPath.replace(/\/+$/, "");
  if (/^https?:\/\//i.test(configured)) return configured;
  const path = configured === "" || configured.startsWith("/") ? configured : `/${configured}`;
  const host = asHost(first(request.headers.get("x-forwarded-host")));
  const scheme = first(request.headers.get("x-forwarded-proto"));
  const url = new URL(request.url);
  if (host === undefined) return `${scheme === "https" ? "https:" : url.protocol}//${url.host}${path}`;
  return `${scheme === "https" ? "https" : "http"}://${host}${path}`;
}

function first(list: string | null): string | undefined {
  return list?.split(",")[0]?.trim() || undefined;
}

/** Whoever asks can write the header: what is no host would end up in addresses, pages and commands. */
function asHost(text: string | undefined): string | undefined {
  return text !== undefined && isHost(text) ? text : undefined;
}

/** Whether a text names a machine, with or without a port. A URL may hold more: `$(id)` is a host to its parser, and a command to a shell. */
export function isHost(text: string): boolean {
  return /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i.test(text);
}
