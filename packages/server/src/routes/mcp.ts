import type { FileData } from "@gradio-ts/wire";
import type { Context, Hono } from "hono";
import { mcpMarkup } from "../documents/page.js";
import { pageFrame } from "../documents/page-frame.js";
import { rootUrl } from "../documents/root-url.js";
import { API_PREFIX, GRADIO_VERSION } from "../documents/version.js";
import { typeOfName } from "../files/file-type.js";
import { jsonAnswer } from "../mcp/json-answer.js";
import { loadSdk } from "../mcp/load-sdk.js";
import { type McpApp, mcpServer } from "../mcp/mcp-server.js";
import type { ReadFile } from "../mcp/tool-content.js";
import { toolData } from "../mcp/tool-data.js";
import { failure, type ToolResult, toolResult } from "../mcp/tool-result.js";
import { filesOf, type Tool, toolsOf } from "../mcp/tools.js";
import { SessionReader } from "../session/session-reader.js";
import type { App } from "./app.js";
import { changedRequest } from "./changed-request.js";
import { corsHeaders } from "./cors.js";
import { MAX_BODY_BYTES, readText } from "./json-body.js";
import { PAGE_HEADERS } from "./page.js";
import { Refusal } from "./refusal.js";
import { route } from "./router.js";
import { submitCall } from "./submit-call.js";

const BOTH = "application/json, text/event-stream";

/** Public endpoints as tools for models: MCP over streamable HTTP, without sessions. */
export function mcpRoutes(hono: Hono, app: App): void {
  if (!app.settings.mcp) return;
  const serve = async (context: Context): Promise<Response> => {
    const request = context.req.raw;
    if (isForeign(request)) return Response.json({ detail: "This page may not use the app." }, { status: 403 });
    const accept = request.headers.get("accept") ?? "*/*";
    if (request.method === "GET" && accept.includes("text/html")) return page(app, request);
    const sdk = await loadSdk();
    const handler = sdk.createMcpHandler(() => mcpServer(sdk, mcpApp(app, context)), { maxRequestBodySize: MAX_BODY_BYTES });
    const headers = new Headers(request.headers);
    // The SDK refuses clients that do not name both.
    headers.set("accept", BOTH);
    const answer = await handler.fetch(changedRequest(request, { headers, body: await readText(request) }));
    return /event-stream|\*\/\*/.test(accept) ? answer : jsonAnswer(answer);
  };
  for (const path of ["mcp", "mcp/http"]) route(hono, app, `${API_PREFIX}/${path}`, { GET: serve, POST: serve, DELETE: serve }, "same");
  const schema = ({ req }: Context) => Response.json(chosen(app, req.query("tools")).map(describe));
  route(hono, app, `${API_PREFIX}/mcp/schema`, { GET: schema });
}

/** A page in a browser that may not read answers may not send questions either: their effects would be there all the same. */
function isForeign(request: Request): boolean {
  return request.headers.has("origin") && !("access-control-allow-origin" in corsHeaders(request));
}

async function page({ settings }: App, request: Request): Promise<Response> {
  const root = rootUrl(request, settings.rootPath);
  return new Response(await pageFrame(`${settings.title}: MCP`, root, mcpMarkup(root)), { headers: PAGE_HEADERS });
}

function mcpApp(app: App, context: Context): McpApp {
  const request = context.req.raw;
  return {
    title: app.settings.title,
    version: GRADIO_VERSION,
    tools: chosen(app, context.req.query("tools")),
    async call(tool, given, signal, told): Promise<ToolResult> {
      const data = toolData(tool, given, rootUrl(request, app.settings.rootPath));
      if (typeof data === "string") return failure(data);
      let id: string;
      try {
        id = await submitCall(app, { endpoint: tool.endpoint, data, username: context.get("username"), request });
      } catch (error) {
        if (error instanceof Refusal) return failure(refusalText(error.detail));
        throw error;
      }
      return follow(app, id, AbortSignal.any([signal, request.signal]), (reader) => toolResult(reader, told, fileReader(app)));
    },
  };
}

/** Reads a call; when nobody waits for it any more it is given up, like any other whose client has gone. */
async function follow(
  app: App,
  id: string,
  signal: AbortSignal,
  read: (reader: SessionReader) => Promise<ToolResult>,
): Promise<ToolResult> {
  const session = app.sessions.ofEvent(id);
  if (session === undefined) return failure("The call was given up.");
  const reader = new SessionReader(session, id, app.heartbeat);
  const leave = () => {
    if (reader.close()) app.queue.abandonCall(session, id);
  };
  if (signal.aborted) leave();
  else signal.addEventListener("abort", leave, { once: true });
  try {
    return await read(reader);
  } finally {
    signal.removeEventListener("abort", leave);
    leave();
  }
}

function fileReader({ files }: App): ReadFile {
  return async ({ path }: FileData) => {
    const file = await files.open(path);
    if (file === undefined) return undefined;
    return { bytes: new Uint8Array(await new Response(file.read()).arrayBuffer()), type: (await typeOfName(file.name)) || file.type };
  };
}

/** All tools, or those of `?tools=a,b`. */
function chosen(app: App, names: string | undefined): Tool[] {
  const tools = toolsOf(app.endpoints);
  if (!names) return tools;
  const wanted = new Set(names.split(",").map((name) => name.trim()));
  return tools.filter(({ name }) => wanted.has(name));
}

function describe({ name, description, inputSchema, endpoint }: Tool): object {
  const file_data_present = endpoint.inputs.some(({ component }) => filesOf(component) !== "none");
  return { name, description, inputSchema, meta: { file_data_present, mcp_type: "tool", endpoint_name: endpoint.name } };
}

/** What a validator refused, parameter by parameter; or why no call is taken. */
function refusalText(detail: unknown): string {
  if (!Array.isArray(detail)) return String(detail);
  const refused = detail.filter(({ is_valid }) => !is_valid);
  return [`${refused.length} parameter(s) failed validation:`, ...refused.map((one) => `- ${one.parameter_name}: ${one.message}`)].join(
    "\n",
  );
}
