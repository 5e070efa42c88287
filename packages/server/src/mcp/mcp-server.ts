import type { EventMessage } from "@gradio-ts/wire";
import type { Tool as SdkTool } from "@modelcontextprotocol/server";
import { progressText } from "./progress-text.js";
import { failure, type ToolResult } from "./tool-result.js";
import type { Tool } from "./tools.js";

/** The official SDK, which is loaded only where an app asks for MCP. */
export type McpSdk = typeof import("@modelcontextprotocol/server");

/** A schema is JSON, which its type does not say. */
type InputSchema = SdkTool["inputSchema"];

/** What answers MCP requests needs of an app. */
export interface McpApp {
  readonly title: string;
  readonly version: string;
  readonly tools: readonly Tool[];
  /** Calls a tool. The signal aborts when nobody waits for it any more. */
  readonly call: (tool: Tool, given: Readonly<Record<string, unknown>>, signal: AbortSignal, told: Told) => Promise<ToolResult>;
}

/** Hears each message of a call. */
export type Told = (message: EventMessage) => Promise<void>;

/** The server side of one MCP request: nothing is kept between them. */
export function mcpServer(sdk: McpSdk, app: McpApp): InstanceType<McpSdk["Server"]> {
  const capabilities = {
    tools: { listChanged: false },
    prompts: { listChanged: false },
    resources: { subscribe: false, listChanged: false },
  };
  const server = new sdk.Server({ name: app.title, version: app.version }, { capabilities });
  const tools = app.tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema: inputSchema as InputSchema }));
  server.setRequestHandler("tools/list", () => ({ tools }));
  server.setRequestHandler("tools/call", async ({ params }, { mcpReq }) => {
    const tool = app.tools.find(({ name }) => name === params.name);
    if (tool === undefined) return failure(`Unknown tool for this Gradio app: ${params.name}`);
    const progressToken = mcpReq._meta?.progressToken;
    let progress = 0;
    return app.call(tool, params.arguments ?? {}, mcpReq.signal, async (message) => {
      if (progressToken === undefined) return;
      const text = progressText(message);
      const told = { progressToken, progress: progress++, ...(text === undefined ? {} : { message: text }) };
      await mcpReq.notify({ method: "notifications/progress", params: told });
    });
  });
  server.setRequestHandler("prompts/list", () => ({ prompts: [] }));
  server.setRequestHandler("resources/list", () => ({ resources: [] }));
  server.setRequestHandler("resources/templates/list", () => ({ resourceTemplates: [] }));
  return server;
}
