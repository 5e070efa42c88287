import { afterEach, expect, test, vi } from "vitest";
import { Server } from "../server.js";

afterEach(() => {
  vi.doUnmock("@modelcontextprotocol/server");
  vi.resetModules();
});

test("an app that asks for MCP says at its start what is not installed", async () => {
  vi.doMock("@modelcontextprotocol/server", () => {
    throw new Error("Cannot find package");
  });
  const app = new Server({ mcp: true });
  await expect(app.listen({ port: 0 })).rejects.toThrow("npm install @modelcontextprotocol/server");
});

test("an app that does not ask for it loads nothing", async () => {
  const loaded = vi.fn();
  vi.doMock("@modelcontextprotocol/server", () => {
    loaded();
    return {};
  });
  const app = new Server();
  await app.listen({ port: 0 });
  expect((await app.fetch("http://app/gradio_api/mcp/", { method: "POST" })).status).toBe(404);
  await app.close();
  expect(loaded).not.toHaveBeenCalled();
});
