import { CHAT_PYTHON_TYPE, CHAT_SCHEMA } from "./chat-schema.js";
import { field, type Reading } from "./component.js";
import type { Defaulted, FieldOptions, Same, WithDefault } from "./field.js";

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

type ChatTypes = Same<readonly ChatMessage<never>[]>;

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
    write: (messages) => (Array.isArray(messages) ? messages.map(withAllKeys) : messages),
  });
}

function readConversation(value: unknown): Reading {
  if (!Array.isArray(value)) return { issue: "a list of messages is required" };
  for (const [index, message] of value.entries()) {
    const issue = issueOf(message);
    if (issue !== undefined) return { issue: `message ${index}: ${issue}` };
  }
  return {
    value: value.map((message) => (typeof message.content === "string" ? { ...message, content: [textPart(message.content)] } : message)),
  };
}

function issueOf(message: unknown): string | undefined {
  if (typeof message !== "object" || message === null) return "an object is required";
  const { role, content } = message as { readonly role?: unknown; readonly content?: unknown };
  if (role !== "user" && role !== "assistant" && role !== "system") return 'role must be "user", "assistant" or "system"';
  if (typeof content === "string") return undefined;
  if (!Array.isArray(content)) return "content must be a list of parts";
  return content.every(isTextPart) ? undefined : 'content must be parts like {"type": "text", "text": "hello"}';
}

function isTextPart(part: unknown): boolean {
  if (typeof part !== "object" || part === null) return false;
  const { type, text } = part as { readonly type?: unknown; readonly text?: unknown };
  return (type === undefined || type === "text") && typeof text === "string";
}

function textPart(text: string) {
  return { type: "text", text } as const;
}

/** Clients find `metadata` and `options` in every message Gradio sends, null or not. */
function withAllKeys(message: ChatMessage<never>): object {
  return { metadata: null, options: null, ...message };
}
