import { ProtocolError } from "../errors.js";

/** `config.api_prefix` as a path relative to the app's URL: `"/gradio_api"` -> `"gradio_api/"`. */
export function parsePrefix(prefix: unknown): string {
  if (prefix === undefined || prefix === null) return "";
  // Anything else could resolve to another origin, as "https://…" and "\\\\…" do, or to another app of this one, as ".." does, however written.
  const isPath = typeof prefix === "string" && /^[\w./~%-]*$/.test(prefix) && !/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(prefix);
  if (!isPath) throw new ProtocolError("/config names an api_prefix that is no path.");
  const path = prefix.replace(/^\/+/, "");
  return path === "" || path.endsWith("/") ? path : `${path}/`;
}
