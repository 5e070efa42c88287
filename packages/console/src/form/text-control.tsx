import type { JSX } from "preact";
import type { ControlProps } from "./control-props.js";
import { draftValue } from "./draft-value.js";

/** A text of any length. */
export function TextControl({ id, aria, invalid, draft, onChange }: ControlProps): JSX.Element {
  const text = String(draftValue(draft) ?? "");
  const rows = Math.min(12, text.split("\n").length + 1);
  return (
    <textarea
      id={id}
      {...aria}
      aria-invalid={invalid}
      rows={rows}
      value={text}
      onInput={(event) => onChange({ kind: "value", value: event.currentTarget.value })}
    />
  );
}

/** Yes or no. */
export function CheckboxControl({ id, aria, invalid, draft, onChange }: ControlProps): JSX.Element {
  const checked = draftValue(draft) === true;
  return (
    <input
      id={id}
      {...aria}
      aria-invalid={invalid}
      type="checkbox"
      checked={checked}
      onChange={(event) => onChange({ kind: "value", value: event.currentTarget.checked })}
    />
  );
}
