import type { ApiInfo, AppConfig, EndpointInfo } from "@gradio-ts/client";
import { withChoices } from "./with-choices.js";

/** An endpoint, and what to call it by. */
export interface Listed {
  /** Unique, and fit for the page's address. */
  readonly key: string;
  readonly call: string | number;
  readonly info: EndpointInfo;
}

/** The public endpoints of an app, in its order: those with a name first. */
export function listEndpoints({ namedEndpoints, unnamedEndpoints }: ApiInfo, config: AppConfig): readonly Listed[] {
  const named = Object.entries(namedEndpoints).map(([name, info]) => ({ key: name, call: name, info }));
  const unnamed = Object.values(unnamedEndpoints).map((info) => ({ key: `#${info.fnIndex}`, call: info.fnIndex, info }));
  const listed = [...named, ...unnamed].filter(({ info }) => info.visibility === "public");
  return listed.map((endpoint) => ({ ...endpoint, info: withChoices(endpoint.info, config) }));
}

/** Those that have every word in their name, description or parameters. */
export function searchEndpoints(endpoints: readonly Listed[], words: string): readonly Listed[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return endpoints.filter(({ key, info }) => {
    const text = [key, info.description, ...info.parameters.flatMap(({ name, label }) => [name, label])].join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
