import { type ApiInfo, codeSnippet, type EndpointInfo } from "@gradio-ts/client";
import { endpointText } from "../output/endpoint-text.js";
import { printable } from "../screen/printable.js";
import { findEndpoint } from "./find-endpoint.js";
import type { Shell } from "./shell.js";
import { withClient } from "./with-client.js";

export interface InfoFlags {
  readonly json?: boolean;
  readonly snippet?: keyof typeof LANGUAGES;
  /** Undocumented endpoints too. */
  readonly all?: boolean;
}

/** As `--snippet` calls the languages of `codeSnippet`. */
export const LANGUAGES = { ts: "typescript", python: "python", bash: "bash", cli: "cli" } as const;

/** Prints what an app offers, or one endpoint of it. @throws EndpointNotFoundError */
export async function info(shell: Shell, app: string, word: string | undefined, { json, snippet, all }: InfoFlags): Promise<void> {
  await withClient(shell, app, async (client) => {
    const api = client.viewApi();
    const shown = word === undefined ? shownOf(api, all === true) : [findEndpoint(client, word).endpoint];
    if (json === true) return shell.output.value(apiOf(api, shown));
    const texts = shown.map((endpoint) =>
      snippet === undefined
        ? endpointText(endpoint)
        : codeSnippet(api, endpoint.name ?? endpoint.fnIndex, { language: LANGUAGES[snippet] }),
    );
    return shell.output.text(printable(texts.length > 0 ? texts.join("\n\n") : "No public endpoint."));
  });
}

/** Public endpoints with a name; those without, if there are no others. */
function shownOf({ namedEndpoints, unnamedEndpoints }: ApiInfo, all: boolean): readonly EndpointInfo[] {
  const [named, unnamed] = [namedEndpoints, unnamedEndpoints].map((endpoints) =>
    Object.values(endpoints).filter(({ visibility }) => all || visibility === "public"),
  ) as [EndpointInfo[], EndpointInfo[]];
  return all ? [...named, ...unnamed] : named.length > 0 ? named : unnamed;
}

function apiOf(api: ApiInfo, shown: readonly EndpointInfo[]): ApiInfo {
  const only = <T extends Readonly<Record<string, EndpointInfo>>>(endpoints: T) =>
    Object.fromEntries(Object.entries(endpoints).filter(([, endpoint]) => shown.includes(endpoint)));
  return { ...api, namedEndpoints: only(api.namedEndpoints), unnamedEndpoints: only(api.unnamedEndpoints) };
}
