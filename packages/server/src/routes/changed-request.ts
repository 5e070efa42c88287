/** A request with another URL or other headers. Made of its members, as what a server for Node passes is no whole `Request`. */
export function changedRequest(request: Request, change: { readonly url?: URL; readonly headers?: Headers }): Request {
  const { method, signal, body } = request;
  const content = body === null ? {} : { body, duplex: "half" };
  return new Request(change.url ?? request.url, { method, signal, headers: change.headers ?? request.headers, ...content });
}
