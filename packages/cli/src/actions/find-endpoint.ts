import type { ApiInfo, Client, EndpointInfo } from "@gradio-ts/client";

/** The endpoint as the client takes it, and what the app says of it. */
export interface FoundEndpoint {
  readonly wanted: string | number;
  readonly endpoint: EndpointInfo;
}

/**
 * The endpoint that a command line means: by name, by number, or the app's only public one with a name.
 * @throws EndpointNotFoundError, which tells what there is.
 */
export function findEndpoint(client: Client, word: string | undefined): FoundEndpoint {
  const { namedEndpoints, unnamedEndpoints } = client.viewApi();
  const all = [...Object.values(namedEndpoints), ...Object.values(unnamedEndpoints)];
  const wanted = word === undefined ? soleName(client.viewApi()) : /^\d+$/.test(word) ? Number(word) : word;
  const endpoint = all.find(({ name, fnIndex }) => (typeof wanted === "number" ? fnIndex === wanted : name === wanted));
  if (wanted !== undefined && endpoint !== undefined) return { wanted, endpoint };
  // Whatever the app does not tell of, the client refuses, in words of its own.
  client.submit(...((wanted === undefined ? [] : [wanted]) as [string]));
  throw new Error(`${word} is no endpoint that the app tells of.`);
}

function soleName({ namedEndpoints }: ApiInfo): string | undefined {
  const names = Object.entries(namedEndpoints).filter(([, { visibility }]) => visibility === "public");
  return names.length === 1 ? names[0]?.[0] : undefined;
}
