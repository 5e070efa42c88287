import type { CompletedMessage, EventMessage } from "@gradio-ts/wire";
import type { SessionReader } from "../session/session-reader.js";
import { type Content, type ReadFile, toolContent } from "./tool-content.js";

/** What calling a tool gave. */
export type ToolResult = { content: Content[]; isError: boolean };

/** Reads a call to its end, telling of each message, and makes its last values the result. */
export async function toolResult(
  reader: SessionReader,
  told: (message: EventMessage) => Promise<void>,
  readFile: ReadFile,
): Promise<ToolResult> {
  for (;;) {
    const reading = await reader.next();
    if (reading === "heartbeat") continue;
    if (typeof reading === "string") return failure("The call was given up.");
    const message = JSON.parse(reading.text) as EventMessage;
    await told(message);
    if (message.msg === "process_completed") return ending(message, readFile);
  }
}

/** Models read why a call failed, and may do better. */
export function failure(text: string): ToolResult {
  return { content: [{ type: "text", text }], isError: true };
}

async function ending({ success, output }: CompletedMessage, readFile: ReadFile): Promise<ToolResult> {
  if (!success) return failure(("error" in output ? output.error : null) ?? "The tool failed, and the app does not tell why.");
  if (!("data" in output)) return failure("The call was cancelled.");
  return { content: await toolContent(output.data, readFile), isError: false };
}
