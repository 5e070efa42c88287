import type { JSX } from "preact";
import type { ControlProps } from "./control-props.js";
import { draftValue } from "./draft-value.js";

interface Options {
  readonly options: readonly unknown[];
}

/** One of several values. */
export function ChoiceControl(props: ControlProps & Options & { readonly radio: boolean }): JSX.Element {
  const { id, aria, invalid, draft, onChange, options, radio } = props;
  const chosen = options.indexOf(draftValue(draft));
  const choose = (index: number) => onChange(index < 0 ? undefined : { kind: "value", value: options[index] });
  if (radio) {
    return (
      <div id={id} {...aria} aria-invalid={invalid} role="radiogroup" class="options">
        {options.map((option, index) => (
          <label key={String(option)}>
            <input type="radio" name={id} checked={index === chosen} onChange={() => choose(index)} /> {String(option)}
          </label>
        ))}
      </div>
    );
  }
  return (
    <select id={id} {...aria} aria-invalid={invalid} value={chosen} onChange={(event) => choose(Number(event.currentTarget.value))}>
      <option value={-1}>(none)</option>
      {options.map((option, index) => (
        <option key={String(option)} value={index}>
          {String(option)}
        </option>
      ))}
    </select>
  );
}

/** Some of several values. */
export function ChoicesControl({ id, aria, draft, onChange, options }: ControlProps & Options): JSX.Element {
  const value = draftValue(draft);
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  const toggle = (option: unknown) =>
    onChange({ kind: "value", value: options.filter((other) => (other === option ? !chosen.includes(option) : chosen.includes(other))) });
  return (
    <div id={id} {...aria} role="group" class="options">
      {options.map((option) => (
        <label key={String(option)}>
          <input type="checkbox" checked={chosen.includes(option)} onChange={() => toggle(option)} /> {String(option)}
        </label>
      ))}
    </div>
  );
}
