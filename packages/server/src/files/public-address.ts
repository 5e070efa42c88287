import ipaddr from "ipaddr.js";

/** `::127.0.0.1`, an old spelling of IPv4 that some systems still route. */
const IPV4_COMPATIBLE = ipaddr.parseCIDR("::/96");

/** Whether an IP address is one of the public network: of this machine, its neighbours and their metadata services none is. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address inside an IPv6 one is the former.
  const found = ipaddr.process(address);
  return found.range() === "unicast" && !(found.kind() === "ipv6" && found.match(IPV4_COMPATIBLE));
}

/**
 * The address a URL's host is, if it is one and no name; `undefined` for names. Decimal, octal and hexadecimal spellings have become
 * the usual one when the URL was read.
 */
export function literalAddress({ hostname }: URL): string | undefined {
  const address = hostname.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(address) ? address : undefined;
}
