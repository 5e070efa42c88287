/** A Space as callers write it: by its name at the hub, or by the URL of its own host. */
export type SpaceAddress = string | SpaceHost;

export interface SpaceHost {
  readonly url: URL;
  readonly subdomain: string;
}

const NAME = /^\w[\w.-]*\/\w[\w.-]*$/;
const PAGE = /^https?:\/\/(?:www\.)?(?:huggingface|hf)\.co\/spaces\/([^/?#]+\/[^/?#]+)/i;

/** `"user/space"`, if a text says that: as it is, or as the address of the Space's page. */
export function readSpaceName(text: string): string | undefined {
  const name = PAGE.exec(text)?.[1] ?? text.replace(/\/$/, "");
  return NAME.test(name) ? name : undefined;
}

/** The first label of a Space's own host. Only an encrypted one is taken for a Space, as Spaces are given tokens. */
export function readSubdomain(url: URL): string | undefined {
  return url.protocol === "https:" && url.hostname.endsWith(".hf.space") ? url.hostname.split(".")[0] : undefined;
}
