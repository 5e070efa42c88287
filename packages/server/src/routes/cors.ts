/**
 * Which pages may read answers (protocol.md §10): any, unless the app is reached as localhost and the page is not, so that a page on the
 * web cannot use an app on somebody's own machine. The request itself is always answered.
 */
export function corsHeaders(request: Request): Readonly<Record<string, string>> {
  const origin = request.headers.get("origin");
  if (origin === null) return {};
  const credentials = { "access-control-allow-credentials": "true" };
  const host = new URL(request.url).hostname;
  if (isLocal(host) && !isLocal(hostOf(origin))) return credentials;
  return { ...credentials, "access-control-allow-origin": origin, vary: "Origin" };
}

/** The answer to a preflight; `undefined` for any other request. */
export function preflight(request: Request): Response | undefined {
  if (request.method !== "OPTIONS" || request.headers.get("origin") === null) return undefined;
  if (request.headers.get("access-control-request-method") === null) return undefined;
  const asked = request.headers.get("access-control-request-headers");
  return new Response("OK", {
    headers: {
      ...corsHeaders(request),
      ...(asked === null ? {} : { "access-control-allow-headers": asked }),
      "access-control-allow-methods": "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
      "access-control-max-age": "600",
      "content-type": "text/plain; charset=utf-8",
    },
  });
}

/** Every name and address by which a browser finds its own machine, as the URL parser spells them: Gradio knows the usual four. */
function isLocal(host: string): boolean {
  return /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:(?:7f[\da-f]{2}:[\da-f]+|0:0)\])$/.test(host);
}

/** `null`, which sandboxed pages and files send, is not local. */
function hostOf(origin: string): string {
  try {
    return new URL(origin).hostname;
  } catch {
    return "";
  }
}
