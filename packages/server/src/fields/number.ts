import { type ComponentSpec, field, type Reading } from "./component.js";
import type { Defaulted, FieldOptions, Same, WithDefault } from "./field.js";

/** What a number may be. */
export interface NumberBounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | undefined;
  readonly integer?: boolean | undefined;
}

/** Number; a Slider if it has both `min` and `max`. Bounds and `integer` are checked. `step` is the Slider's. */
export function number<D extends number | null = never>(
  options: FieldOptions<number> &
    WithDefault<D> & {
      readonly min?: number | undefined;
      readonly max?: number | undefined;
      readonly step?: number | undefined;
      readonly integer?: boolean | undefined;
    } = {},
): Defaulted<Same<number>, NoInfer<D>> {
  return field("number", ["min", "max", "step", "integer"], options, {
    ...describeNumber(options),
    read: (value) => readNumber(value, options),
  });
}

/** How a number with these bounds looks in Gradio. */
export function describeNumber({ min, max, step, integer = false }: NumberBounds): Omit<ComponentSpec, "read"> {
  const type = integer ? "integer" : "number";
  const python = integer ? "int" : "float";
  if (min === undefined || max === undefined) {
    return {
      component: "number",
      schema: { type },
      pythonType: python,
      props: { ...present({ minimum: min, maximum: max }), step: step ?? 1, ...(integer ? { precision: 0 } : {}) },
      example: min ?? (max === undefined ? 3 : Math.min(3, max)),
    };
  }
  const range = `numeric value between ${min} and ${max}`;
  return {
    component: "slider",
    schema: { type, description: range },
    pythonType: python,
    pythonDescription: range,
    props: { minimum: min, maximum: max, step: step ?? (integer ? 1 : sliderStep(min, max)), ...(integer ? { precision: 0 } : {}) },
    example: min,
  };
}

function readNumber(value: unknown, { min, max, integer }: NumberBounds): Reading {
  if (typeof value !== "number" || !Number.isFinite(value)) return { issue: "a number is required" };
  if (integer && !Number.isInteger(value)) return { issue: "a whole number is required" };
  if (min !== undefined && value < min) return { issue: `must be at least ${min}` };
  if (max !== undefined && value > max) return { issue: `must be at most ${max}` };
  return { value };
}

/** As Gradio's Slider chooses it: a hundred steps, rounded down to a power of ten, at most 1. */
function sliderStep(min: number, max: number): number {
  const power = Math.floor(Math.log10(Math.max((max - min) / 100, Number.MIN_VALUE)));
  return Math.min(1, 10 ** power);
}

function present(props: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
}
