import { isPublicAddress, literalAddress } from "./public-address.js";
import { follow, type PublicFile, RefusedUrlError } from "./public-file.js";

/** Names that stand for machines nearby. */
const NEARBY = /(^|\.)(localhost|local|internal|lan|home\.arpa)\.?$/i;

/**
 * Opens a URL where there are no sockets of one's own: names cannot be looked up, and it is the platform that keeps its neighbours apart.
 * @throws RefusedUrlError, or Error if it cannot be fetched
 */
export function openPublic(given: string): Promise<PublicFile> {
  return follow(given, async (url) => {
    const literal = literalAddress(url);
    if (literal === undefined ? NEARBY.test(url.hostname) : !isPublicAddress(literal)) throw new RefusedUrlError(url.hostname);
    const response = await fetch(url, { redirect: "manual" });
    return {
      status: response.status,
      location: response.headers.get("location") ?? undefined,
      type: response.headers.get("content-type") ?? undefined,
      content: () => response.body ?? new ReadableStream({ start: (controller) => controller.close() }),
      cancel: () => void response.body?.cancel(),
    };
  });
}
