import type { ApiInfo, Client, EndpointInfo } from "@gradio-ts/client";

/** The endpoint as the client takes it, and what the app says of it. */
export interface FoundEndpoint {
  readonly wanted: string | number;
  readonly endpoint: EndpointInfo;
}

/**
 * The endpoint that a command line means: by name, with its slash or without, by number, or the app's only public one with a name.
 * @throws EndpointNotFoundError, which tells what there is.
 */
export function findEndpoint(client: Client, word: string | undefined): FoundEndpoint {
  const { namedEndpoints, unnamedEndpoints } = client.viewApi();
  const all = [...Object.values(namedEndpoints), ...Object.values(unnamedEndpoints)];
  const wanted = word === undefined ? soleName(client.viewApi()) : endpointOf(word);
  const endpoint = all.find(({ name, fnIndex }) => (typeof wanted === "number" ? fnIndex === wanted : name === wanted));
  if (wanted !== undefined && endpoint !== undefined) return { wanted, endpoint };
  // Whatever the app does not tell of, the client refuses in words of its own; rows that nobody takes call nothing.
  if (wanted === undefined) client.submit(...([] as unknown as [string]));
  else client.map(wanted as string, []);
  throw new Error(`${word} is no endpoint that the app tells of.`);
}

function endpointOf(word: string): string | number {
  if (/^\d+$/.test(word)) return Number(word);
  return word.startsWith("/") ? word : `/${word}`;
}

function soleName({ namedEndpoints }: ApiInfo): string | undefined {
  const names = Object.entries(namedEndpoints).filter(([, { visibility }]) => visibility === "public");
  return names.length === 1 ? names[0]?.[0] : undefined;
}
