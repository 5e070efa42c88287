import type { JsonSchema } from "@gradio-ts/client";
import { InvalidArgumentError } from "@gradio-ts/client";
import type { FileDesk } from "../files/call-files.js";
import type { Field, FieldOptions, WithDefault } from "./field.js";

/** What reading a value that came in gave: the value for the handler, or why it is refused. */
export type Reading = { readonly value: unknown } | { readonly issue: string };

/** What a builder or a schema says about one value: how it is described, checked, read and written. */
export interface ComponentSpec {
  /** Gradio's component type, in lower case. */
  readonly component: string;
  readonly schema: JsonSchema;
  /** How Python spells the type (`/info` shows it). */
  readonly pythonType: string;
  readonly pythonDescription?: string;
  /** Props of the component that make a difference to whoever rebuilds it (gr.load), besides label and value. */
  readonly props?: Readonly<Record<string, unknown>>;
  readonly example: unknown;
  /** Checks a value that came in, and makes of it what a handler gets. `null` is refused before, where it is not the default. */
  readonly read: (value: unknown, files: FileDesk) => Reading | Promise<Reading>;
  /** Makes of what a handler gave what a client gets. Throws where it does not fit. */
  readonly write?: (value: unknown, files: FileDesk) => unknown | Promise<unknown>;
  /** Whether `read` takes `null` as it takes other values. */
  readonly takesNull?: boolean;
  /** Whether a refusal turns the whole call away before it is queued (422), as Gradio's validators do. */
  readonly validates?: boolean;
}

/** The run-time side of {@link Field}. */
export class Component implements Field<never> {
  readonly component: string;
  readonly schema: JsonSchema;
  readonly spec: ComponentSpec;
  readonly label: string | undefined;
  readonly description: string | undefined;
  readonly example: unknown;
  /** Whether a caller may leave it out, and what clients then send. */
  readonly optional: boolean;
  readonly default: unknown;

  constructor(spec: ComponentSpec, options: FieldOptions<unknown> & WithDefault<unknown>) {
    this.component = spec.component;
    this.schema = spec.schema;
    this.spec = spec;
    this.label = options.label;
    this.description = options.description;
    this.optional = options.default !== undefined;
    this.default = options.default ?? null;
    this.example = options.example ?? spec.example;
  }

  /** A value as it came in: `null` is never replaced by the default, which is the client's to fill in (protocol.md §2). */
  read(value: unknown, files: FileDesk): Reading | Promise<Reading> {
    if (value === null && !this.spec.takesNull) {
      return this.optional && this.default === null ? { value: null } : { issue: "a value is required, not null" };
    }
    return this.spec.read(value, files);
  }

  /** A value as a handler gave it, which must be one that a caller could have sent: clients believe the declared type. @throws TypeError */
  async write(value: unknown, files: FileDesk): Promise<unknown> {
    if (value === null) return null;
    if (this.spec.write !== undefined) return this.spec.write(value, files);
    const reading = await this.spec.read(value, files);
    if ("issue" in reading)
      throw new TypeError(`The handler gave something else than the ${this.component} it declares: ${reading.issue}.`);
    return value;
  }
}

/** Makes a builder's field; `F` is the type the builder promises. */
export function field<F>(
  builder: string,
  known: readonly string[],
  options: FieldOptions<unknown> & WithDefault<unknown>,
  spec: ComponentSpec,
): F {
  for (const key of Object.keys(options)) {
    if (key !== "label" && key !== "description" && key !== "example" && key !== "default" && !known.includes(key)) {
      throw new InvalidArgumentError(`${builder}() has no option "${key}".`, key);
    }
  }
  return new Component(spec, options) as F;
}
