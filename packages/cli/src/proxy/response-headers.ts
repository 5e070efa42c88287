import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";

/** What speaks of the app's own origin, or of one connection. */
const KEPT_BACK =
  /^(www-authenticate|proxy-.*|strict-transport-security|alt-svc|access-control-.*|connection|keep-alive|transfer-encoding)$/;

/** The headers of an app's answer, as the page gets them. @param place Gives an address of the app's origin as one of the proxy's. */
export function responseHeaders(headers: IncomingHttpHeaders, place: (address: string) => string): OutgoingHttpHeaders {
  const passed = Object.entries(headers).filter(([name]) => !KEPT_BACK.test(name));
  const { location } = headers;
  return { ...Object.fromEntries(passed), ...(location !== undefined && { location: place(location) }) };
}
