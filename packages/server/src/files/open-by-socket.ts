import { type Incoming, type LookupDone, type LookupOptions, nodeModule } from "./node-modules.js";
import { isPublicAddress, literalAddress } from "./public-address.js";
import { type Answer, follow, type PublicFile, RefusedUrlError } from "./public-file.js";

/** Ms without a byte. */
const PATIENCE = 30_000;

/**
 * Opens a URL over a socket whose address is checked when it is connected: a name that stands for something else a moment later gains nothing.
 * @throws RefusedUrlError, or Error if it cannot be fetched
 */
export function openPublic(url: string, isPublic: (address: string) => boolean = isPublicAddress): Promise<PublicFile> {
  return follow(url, (target) => ask(target, isPublic));
}

function ask(url: URL, isPublic: (address: string) => boolean): Promise<Answer> {
  // Of an address no name is looked up.
  const literal = literalAddress(url);
  if (literal !== undefined && !isPublic(literal)) return Promise.reject(new RefusedUrlError(url.hostname));
  const lookup = (hostname: string, options: LookupOptions, done: LookupDone) => {
    nodeModule("node:dns").lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null || typeof found !== "object") return done(error);
      const [first] = found;
      if (first === undefined || !found.every(({ address }) => isPublic(address))) return done(new RefusedUrlError(hostname));
      return options.all ? done(null, found) : done(null, first.address, first.family);
    });
  };
  const { request } = nodeModule(url.protocol === "https:" ? "node:https" : "node:http");
  return new Promise((resolve, reject) => {
    const asked = request(url, { lookup, headers: { accept: "*/*", "accept-encoding": "identity" }, agent: false });
    asked.on("error", reject).on("response", (response) => resolve(answered(response)));
    asked.setTimeout(PATIENCE, () => asked.destroy(new Error(`${url.href} is silent.`)));
    asked.end();
  });
}

function answered(response: Incoming): Answer {
  return {
    status: response.statusCode ?? 0,
    location: response.headers["location"],
    type: response.headers["content-type"],
    content: () => nodeModule("node:stream").Readable.toWeb(response),
    cancel: () => response.destroy(),
  };
}
