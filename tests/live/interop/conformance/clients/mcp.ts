import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { Apps } from "../apps.js";
import { type Call, calls } from "../calls.js";
import { ofBoth, type Pair } from "../pair.js";
import { fileOf } from "../upload-of.js";

/** What the official SDK of the Model Context Protocol gets of both apps. Its tools take files by URLs of the world: none here. */
export function askFromMcp({ ours, theirs }: Apps): Promise<Pair> {
  return ofBoth({ ours, theirs }, async ({ url }) => {
    const client = new Client({ name: "conformance", version: "1" });
    await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/gradio_api/mcp/`)));
    try {
      const { tools } = await client.listTools();
      const schemas = new Map(tools.map(({ name, inputSchema }) => [name, Object.keys(inputSchema.properties ?? {})]));
      const answers: Record<string, unknown> = {};
      for (const call of calls.filter(withoutFiles)) {
        const name = call.endpoint.slice(1);
        answers[call.name] = await client.callTool({ name, arguments: named(call, schemas.get(name) ?? []) }).catch(String);
      }
      return {
        server: client.getServerVersion()?.name,
        tools: Object.fromEntries(tools.map(({ name, description, inputSchema }) => [name, { description, inputSchema }])),
        calls: answers,
      };
    } finally {
      await client.close();
    }
  });
}

function withoutFiles({ inputs }: Call): boolean {
  return !Array.isArray(inputs) || inputs.every((input) => fileOf(input) === undefined);
}

function named({ inputs }: Call, parameters: readonly string[]): Record<string, unknown> {
  if (!Array.isArray(inputs)) return { ...inputs };
  return Object.fromEntries(inputs.map((input, index) => [parameters[index] ?? `parameter ${index}`, input]));
}
