export type RequestKind =
  | "config"
  | "info"
  | "login"
  | "upload"
  | "join"
  | "stream"
  | "feed"
  | "run"
  | "cancel"
  | "download"
  | "heartbeat"
  | "app_id"
  | "other";

/** What a request is for, on every version (docs/protocol.md). */
export function requestKind(method: string, path: string, prefix: string, body: string): RequestKind {
  const route = path.replace(/^\//, "").replace(/\?.*/s, "");
  if (route === "config") return "config";
  if (route === "login") return "login";
  if (!route.startsWith(prefix)) return "other";
  const inner = route.slice(prefix.length);
  if (inner === "queue/data") return method === "POST" ? "feed" : "stream";
  // Of any endpoint: `@gradio/client` names it in the path.
  if (/^(run|api)\//.test(inner)) return body.includes('"data":[],') ? "cancel" : "run";
  if (inner === "queue/join") return "join";
  if (/^file[=/]/.test(inner)) return "download";
  const [first = ""] = inner.split("/");
  const named: Readonly<Record<string, RequestKind>> = {
    info: "info",
    upload: "upload",
    cancel: "cancel",
    heartbeat: "heartbeat",
    app_id: "app_id",
  };
  return named[first] ?? "other";
}
