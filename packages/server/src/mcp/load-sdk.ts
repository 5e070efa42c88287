import type { McpSdk } from "./mcp-server.js";

/** The SDK, for apps that ask for MCP only: it is larger than this package. @throws Error if it is not installed */
export function loadSdk(): Promise<McpSdk> {
  return import("@modelcontextprotocol/server").catch((cause: unknown) => {
    throw new Error("mcp: true needs a package that is not installed: npm install @modelcontextprotocol/server", { cause });
  });
}
