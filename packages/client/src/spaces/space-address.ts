const NAME = /^\w[\w.-]*\/\w[\w.-]*$/;
const PAGE = /^https?:\/\/(?:www\.)?(?:huggingface|hf)\.co\/spaces\/([^/?#]+\/[^/?#]+)/i;

/** `"user/space"`, if a text says that: as it is, or as the address of the Space's page. */
export function readSpaceName(text: string): string | undefined {
  const name = PAGE.exec(text)?.[1] ?? text.replace(/\/$/, "");
  return NAME.test(name) ? name : undefined;
}

/** Whether a Space answers there. Only an encrypted host is taken for one, as Spaces are given tokens. */
export function isSpaceHost(url: URL): boolean {
  return url.protocol === "https:" && url.hostname.endsWith(".hf.space");
}
