import type { JSX } from "preact";
import type { ControlProps } from "./control-props.js";
import { draftValue } from "./draft-value.js";

const ROLES = ["user", "assistant", "system"] as const;

interface Message {
  readonly role: string;
  readonly content: unknown;
}

/** A conversation, message by message. What a message holds besides text is kept as it is. */
export function ChatControl({ id, aria, draft, onChange }: ControlProps): JSX.Element {
  const value = draftValue(draft);
  const messages = (Array.isArray(value) ? value : []) as readonly Message[];
  const change = (changed: readonly Message[]) => onChange({ kind: "value", value: changed });
  const replace = (index: number, part: Partial<Message>) =>
    change(messages.map((message, at) => (at === index ? { ...message, ...part } : message)));
  const next = messages.at(-1)?.role === "user" ? "assistant" : "user";
  return (
    <div id={id} {...aria} role="group" class="drop">
      {messages.map(({ role, content }, index) => (
        <div key={index} class="message">
          <select
            aria-label={`Role of message ${index + 1}`}
            value={role}
            onChange={(event) => replace(index, { role: event.currentTarget.value })}
          >
            {ROLES.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
          <textarea
            aria-label={`Message ${index + 1}`}
            rows={2}
            value={typeof content === "string" ? content : JSON.stringify(content)}
            readOnly={typeof content !== "string"}
            onInput={(event) => replace(index, { content: event.currentTarget.value })}
          />
          <button type="button" aria-label={`Remove message ${index + 1}`} onClick={() => change(messages.filter((_, at) => at !== index))}>
            Remove
          </button>
        </div>
      ))}
      <button type="button" onClick={() => change([...messages, { role: next, content: "" }])}>
        Add a message
      </button>
    </div>
  );
}
