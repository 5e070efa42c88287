import type { ParameterInfo } from "@gradio-ts/client";
import type { JSX } from "preact";
import { useId, useMemo } from "preact/hooks";
import { ChoiceControl, ChoicesControl } from "./choice-control.js";
import { type Control, controlOf } from "./control-of.js";
import { draftValue } from "./draft-value.js";
import type { Draft } from "./drafts.js";
import { FileControl } from "./file-control.js";
import { NumberControl, SliderControl } from "./number-control.js";

/** What every control gets. */
export interface ControlProps {
  readonly id: string;
  readonly draft: Draft | undefined;
  readonly onChange: (draft: Draft | undefined) => void;
}

/** One parameter: its label, its control, what it is. */
export function ParameterControl(props: {
  readonly parameter: ParameterInfo;
  readonly draft: Draft | undefined;
  readonly onChange: (draft: Draft | undefined) => void;
}): JSX.Element {
  const { parameter, draft, onChange } = props;
  const id = useId();
  const control = useMemo(() => controlOf(parameter), [parameter]);
  const note = [parameter.typescriptType, parameter.required ? "required" : "", parameter.description].filter(Boolean).join(" · ");
  return (
    <div class="parameter">
      <label for={id}>
        {parameter.label || parameter.name} <code>{parameter.name}</code>
      </label>
      <ControlView control={control} id={id} draft={draft} onChange={onChange} />
      <p class="note">{note}</p>
    </div>
  );
}

function ControlView({ control, ...props }: ControlProps & { readonly control: Control }): JSX.Element {
  switch (control.kind) {
    case "text":
      return <TextControl {...props} />;
    case "checkbox":
      return <CheckboxControl {...props} />;
    case "number":
      return <NumberControl {...props} />;
    case "slider":
      return <SliderControl {...props} {...control} />;
    case "choice":
      return <ChoiceControl {...props} {...control} />;
    case "choices":
      return <ChoicesControl {...props} {...control} />;
    case "file":
      return <FileControl {...props} {...control} />;
    case "json":
      return <JsonControl {...props} />;
  }
}

function TextControl({ id, draft, onChange }: ControlProps): JSX.Element {
  const text = String(draftValue(draft) ?? "");
  const rows = Math.min(12, text.split("\n").length + 1);
  return <textarea id={id} rows={rows} value={text} onInput={(event) => onChange({ kind: "value", value: event.currentTarget.value })} />;
}

function CheckboxControl({ id, draft, onChange }: ControlProps): JSX.Element {
  return (
    <input
      id={id}
      type="checkbox"
      checked={draftValue(draft) === true}
      onChange={(event) => onChange({ kind: "value", value: event.currentTarget.checked })}
    />
  );
}

function JsonControl({ id, draft, onChange }: ControlProps): JSX.Element {
  const text = draft?.kind === "text" ? draft.text : "";
  return (
    <textarea
      id={id}
      class="code"
      spellcheck={false}
      rows={Math.min(16, text.split("\n").length + 1)}
      value={text}
      onInput={(event) => onChange({ kind: "text", text: event.currentTarget.value })}
    />
  );
}
