import type { HandledFile, OutputFile } from "./file-types.js";
import { sourceOf } from "./handled-file.js";

/** The http(s) URL that a handled file is given by: the app's server fetches it, the client does not. */
export function remoteUrl(file: HandledFile | OutputFile): string | undefined {
  const source = sourceOf(file);
  const url = source instanceof URL ? source.href : source;
  return typeof url === "string" && /^https?:/i.test(url) ? url : undefined;
}

/** IPv4, also where it is written as IPv6. */
const PRIVATE_IPV4 = /^(0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

/** Whether a URL leads to this machine or its network by its very text: servers from 5.0 on fetch none of that (protocol.md §7.3). */
export function isPrivateUrl(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (/(^|\.)(localhost|local|internal)$/.test(host)) return true;
  return PRIVATE_IPV4.test(host) || (host.includes(":") && (/^::/.test(host) || /^(f[cd]|fe[89ab])/.test(host)));
}
