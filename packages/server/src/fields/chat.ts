import type { FileLike, OutputFile } from "@gradio-ts/client";
import type { FileDesk } from "../files/call-files.js";
import type { GivenFile } from "../files/given-file.js";
import type { UploadedFile } from "../files/uploaded-file.js";
import { CHAT_PYTHON_TYPE, CHAT_SCHEMA } from "./chat-schema.js";
import { field, type Reading } from "./component.js";
import type { Defaulted, FieldOptions, WithDefault } from "./field.js";

/** A message of a chat. `F`: how its files look from where you stand. */
export interface ChatMessage<F> {
  readonly role: "user" | "assistant" | "system";
  readonly content: readonly ChatPart<F>[];
  /** Shown as the head of a collapsible part, e.g. a tool call. */
  readonly metadata?: { readonly title?: string | null } | null;
}
/** A part of a message. */
export type ChatPart<F> =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "file"; readonly file: F; readonly alt_text?: string | null };

type ChatTypes = {
  readonly received: readonly ChatMessage<UploadedFile>[];
  readonly returned: readonly ChatMessage<GivenFile>[];
  readonly sent: readonly ChatMessage<FileLike>[];
  readonly got: readonly ChatMessage<OutputFile>[];
};

/** Chatbot: the messages of a conversation, oldest first. */
export function chat<D extends null = never>(options: FieldOptions<never> & WithDefault<D> = {}): Defaulted<ChatTypes, NoInfer<D>> {
  return field("chat", [], options, {
    component: "chatbot",
    schema: CHAT_SCHEMA,
    pythonType: CHAT_PYTHON_TYPE,
    example: [
      { role: "user", metadata: null, content: [{ text: "Hello!", type: "text" }], options: null },
      { role: "assistant", metadata: null, content: [{ text: "How can I help you?", type: "text" }], options: null },
    ],
    read: readConversation,
    write: writeConversation,
  });
}

async function readConversation(value: unknown, files: FileDesk): Promise<Reading> {
  if (!Array.isArray(value)) return { issue: "a list of messages is required" };
  const messages: object[] = [];
  for (const [index, message] of value.entries()) {
    const reading = await readMessage(message, files);
    if ("issue" in reading) return { issue: `message ${index}: ${reading.issue}` };
    messages.push(reading.value);
  }
  return { value: messages };
}

async function readMessage(message: unknown, files: FileDesk): Promise<{ readonly value: object } | { readonly issue: string }> {
  if (typeof message !== "object" || message === null) return { issue: "an object is required" };
  const { role, content } = message as { readonly role?: unknown; readonly content?: unknown };
  if (role !== "user" && role !== "assistant" && role !== "system") return { issue: 'role must be "user", "assistant" or "system"' };
  if (typeof content === "string") return { value: { ...message, content: [textPart(content)] } };
  if (!Array.isArray(content)) return { issue: "content must be a list of parts" };
  const parts: unknown[] = [];
  for (const part of content) {
    const reading = await readPart(part, files);
    if ("issue" in reading) return reading;
    parts.push(reading.value);
  }
  return { value: { ...message, content: parts } };
}

async function readPart(part: unknown, files: FileDesk): Promise<Reading> {
  const { type, text, file } = (part ?? {}) as { readonly type?: unknown; readonly text?: unknown; readonly file?: unknown };
  if ((type === undefined || type === "text") && typeof text === "string") return { value: part };
  if ((type !== undefined && type !== "file") || file === undefined) {
    return { issue: 'content must be parts like {"type": "text", "text": "hello"} or {"type": "file", "file": …}' };
  }
  const reading = await files.take(file, []);
  return "issue" in reading ? reading : { value: { ...(part as object), type: "file", file: reading.value } };
}

async function writeConversation(messages: unknown, files: FileDesk): Promise<unknown> {
  if (!Array.isArray(messages)) return messages;
  return Promise.all(messages.map((message: ChatMessage<GivenFile>) => writeMessage(message, files)));
}

/** Clients find `metadata` and `options` in every message Gradio sends, null or not. */
async function writeMessage(message: ChatMessage<GivenFile>, files: FileDesk): Promise<object> {
  const { content } = message;
  const parts = Array.isArray(content) ? await Promise.all(content.map((part) => writePart(part, files))) : content;
  return { metadata: null, options: null, ...message, content: parts };
}

async function writePart(part: ChatPart<GivenFile>, files: FileDesk): Promise<unknown> {
  return part.type === "file" ? { alt_text: null, ...part, file: await files.give(part.file) } : part;
}

function textPart(text: string) {
  return { type: "text", text } as const;
}
