import type { JSX } from "preact";
import type { ControlProps } from "./control-props.js";
import { draftValue } from "./draft-value.js";

/** A number; an empty field gives none. */
export function NumberControl({ id, aria, invalid, draft, onChange }: ControlProps): JSX.Element {
  const value = draftValue(draft);
  const change = (text: string) => onChange(text === "" ? undefined : { kind: "value", value: Number(text) });
  return (
    <input
      id={id}
      {...aria}
      aria-invalid={invalid}
      type="number"
      step="any"
      value={typeof value === "number" ? value : ""}
      onInput={(event) => change(event.currentTarget.value)}
    />
  );
}

/** A number between two, by hand or as a figure. */
export function SliderControl(
  props: ControlProps & { readonly min: number; readonly max: number; readonly step: number | "any" },
): JSX.Element {
  const { id, aria, invalid, draft, onChange, min, max, step } = props;
  const given = draftValue(draft);
  const value = typeof given === "number" ? given : min;
  return (
    <span class="slider">
      <input
        id={id}
        {...aria}
        aria-invalid={invalid}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        onInput={(event) => onChange({ kind: "value", value: Number(event.currentTarget.value) })}
      />
      <output for={id}>{value}</output>
    </span>
  );
}
