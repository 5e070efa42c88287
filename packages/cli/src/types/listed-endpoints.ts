import type { ApiInfo, EndpointInfo } from "@gradio-ts/client";
import { jsonText } from "@gradio-ts/wire";

/** An endpoint, and how a type of the app writes its name. */
export interface NamedEndpoint {
  /** `"/name"` with its quotes, or a number. */
  readonly key: string;
  readonly endpoint: EndpointInfo;
}

/** The endpoints in the app's order, those without a name last. @param all Undocumented ones too. */
export function listedEndpoints({ namedEndpoints, unnamedEndpoints }: ApiInfo, all: boolean): readonly NamedEndpoint[] {
  const named = Object.entries(namedEndpoints).map(([name, endpoint]) => ({ key: jsonText(name), endpoint }));
  const unnamed = Object.entries(unnamedEndpoints).map(([number, endpoint]) => ({ key: number, endpoint }));
  return [...named, ...unnamed].filter(({ endpoint }) => all || endpoint.visibility === "public");
}
