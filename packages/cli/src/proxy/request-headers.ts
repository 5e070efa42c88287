import type { IncomingHttpHeaders } from "node:http";
import type { AppAccess } from "./app-access.js";
import { packingsOf } from "./packing.js";

/**
 * What the browser says for itself, and is not passed on: logins, cookies (which other pages of this machine have set as well), and how it came
 * here. Gradio makes the addresses it tells of by the forwarded ones (protocol.md §1.1).
 */
const KEPT_BACK =
  /^(authorization|x-hf-authorization|proxy-|cookie$|forwarded$|x-forwarded-|x-gradio-server$|x-direct-url$|origin$|referer$)/;

/** The headers of a page's request, as the app gets them. */
export function requestHeaders(headers: IncomingHttpHeaders, access: AppAccess): IncomingHttpHeaders {
  const passed = Object.entries(headers).filter(([name]) => !KEPT_BACK.test(name));
  const own: IncomingHttpHeaders = { "accept-encoding": packingsOf(headers["accept-encoding"]?.toString()), ...access.headers() };
  // Some servers look whether a request is one of their own page's.
  if (headers.origin !== undefined && access.base !== undefined) own.origin = access.base.origin;
  return { ...Object.fromEntries(passed), ...own };
}
