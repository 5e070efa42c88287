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
    const visible = all === true ? api : publicOf(api);
    const one = word === undefined ? undefined : findEndpoint(client, word).endpoint;
    if (json === true) return shell.output.value(one === undefined ? visible : only(api, (endpoint) => endpoint === one));
    const shown = one === undefined ? shownOf(visible, all === true) : [one];
    const texts = shown.map((endpoint) =>
      snippet === undefined
        ? endpointText(endpoint)
        : codeSnippet(api, endpoint.name ?? endpoint.fnIndex, { language: LANGUAGES[snippet] }),
    );
    return shell.output.text(printable(texts.length > 0 ? texts.join("\n\n") : "No public endpoint."));
  });
}

/** With a name; those without, if there are no others, or all are wanted. */
function shownOf({ namedEndpoints, unnamedEndpoints }: ApiInfo, all: boolean): readonly EndpointInfo[] {
  const named = Object.values(namedEndpoints);
  return all || named.length === 0 ? [...named, ...Object.values(unnamedEndpoints)] : named;
}

function publicOf(api: ApiInfo): ApiInfo {
  return only(api, ({ visibility }) => visibility === "public");
}

function only(api: ApiInfo, keep: (endpoint: EndpointInfo) => boolean): ApiInfo {
  const kept = (endpoints: ApiInfo["namedEndpoints"]) => Object.fromEntries(Object.entries(endpoints).filter(([, one]) => keep(one)));
  return { ...api, namedEndpoints: kept(api.namedEndpoints), unnamedEndpoints: kept(api.unnamedEndpoints) };
}
