import { ProtocolError } from "../errors.js";

/** `config.api_prefix` as a path relative to the app's URL: `"/gradio_api"` -> `"gradio_api/"`. */
export function parsePrefix(prefix: unknown): string {
  if (prefix === undefined || prefix === null) return "";
  // Anything else could resolve to another origin, as "https://…" and "\\\\…" do.
  if (typeof prefix !== "string" || !/^[\w./~%-]*$/.test(prefix)) throw new ProtocolError("/config names an api_prefix that is no path.");
  const path = prefix.replace(/^\/+/, "");
  return path === "" || path.endsWith("/") ? path : `${path}/`;
}
