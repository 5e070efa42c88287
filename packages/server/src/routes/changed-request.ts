/** A request with another URL, other headers or another body. Made of its members, as what a server for Node passes is no whole `Request`. */
export function changedRequest(
  request: Request,
  change: { readonly url?: URL; readonly headers?: Headers; readonly body?: string },
): Request {
  const { method, signal } = request;
  const body = change.body ?? request.body;
  const content = body ? { body, duplex: "half" } : {};
  return new Request(change.url ?? request.url, { method, signal, headers: change.headers ?? request.headers, ...content });
}
