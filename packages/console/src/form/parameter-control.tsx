import type { ParameterInfo } from "@gradio-ts/client";
import type { JSX } from "preact";
import { useId, useMemo } from "preact/hooks";
import { ChatControl } from "./chat-control.js";
import { ChoiceControl, ChoicesControl } from "./choice-control.js";
import { type Control, controlOf } from "./control-of.js";
import type { ControlProps } from "./control-props.js";
import type { Draft } from "./drafts.js";
import { FileControl } from "./file-control.js";
import { JsonControl } from "./json-control.js";
import { NumberControl, SliderControl } from "./number-control.js";
import { CheckboxControl, TextControl } from "./text-control.js";

/** One parameter: its label, its control, what it is, and what is wrong with what stands in it. */
export function ParameterControl(props: {
  readonly parameter: ParameterInfo;
  readonly draft: Draft | undefined;
  readonly mistake: string | undefined;
  readonly onChange: (draft: Draft | undefined) => void;
}): JSX.Element {
  const { parameter, draft, mistake, onChange } = props;
  const { name, label, typescriptType, required, description } = parameter;
  const id = useId();
  const control = useMemo(() => controlOf(parameter), [parameter]);
  const aria = { "aria-labelledby": `${id}-label`, "aria-describedby": `${id}-note` };
  return (
    <div class="parameter">
      <label for={id} id={`${id}-label`}>
        {label || name}
        {label !== "" && label !== name && <code>{name}</code>}
      </label>
      <ControlView control={control} id={id} aria={aria} invalid={mistake !== undefined} draft={draft} onChange={onChange} />
      <div id={`${id}-note`}>
        {mistake !== undefined && <p class="mistake">{mistake}</p>}
        <p class="note">
          <code>{typescriptType}</code>
          {[required ? "required" : "", description].filter(Boolean).map((said) => ` · ${said}`)}
        </p>
      </div>
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
    case "chat":
      return <ChatControl {...props} />;
    case "json":
      return <JsonControl {...props} {...control} />;
  }
}
