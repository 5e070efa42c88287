/** What a client's connecting lends, as far as it is needed here. */
interface Means {
  readonly toApp: (base: URL) => unknown;
  readonly enter: (http: unknown) => Promise<unknown>;
}

/**
 * Stands for what the client knows of Hugging Face (vite.config.ts): the page asks no other host than its own, in a Space as elsewhere, and is
 * there only if its app is up.
 */
export async function connectSpace(host: URL, { toApp, enter }: Means) {
  const http = toApp(host);
  return { http, app: await enter(http), spaceId: undefined };
}
