import type { JsonSchema } from "@gradio-ts/client";
import type { StandardSchema } from "./standard-schema.js";

/** One value has four faces. They differ for files only, which this version has no field for. */
export interface FieldTypes {
  /** What a handler receives. */
  readonly received: unknown;
  /** What a handler returns. */
  readonly returned: unknown;
  /** What a client sends. */
  readonly sent: unknown;
  /** What a client gets. */
  readonly got: unknown;
}

/** How a value looks in `/config` and `/info`, made by the builders below. `Optional`: it has a default. */
export interface Field<T extends FieldTypes, Optional extends boolean = boolean> {
  /** Gradio's component type: `"textbox"`, `"number"`, `"slider"` … */
  readonly component: string;
  readonly schema: JsonSchema;
  /** For the compiler only. */
  readonly "~types"?: { readonly value: T; readonly optional: Optional };
}

/** What every builder takes. */
export interface FieldOptions<T> {
  /** Default: the parameter's name; `"output"` for an output. */
  readonly label?: string | undefined;
  /** One line of help. */
  readonly description?: string | undefined;
  /** Shown in docs and snippets. Default: one that fits. */
  readonly example?: T | undefined;
}

/**
 * What a caller may leave out, and what it becomes. `null`: the handler gets `null`. Without it the input is required. An output ignores it.
 */
export interface WithDefault<D> {
  readonly default?: D;
}

/** Inputs of an endpoint. */
export type Fields = { readonly [name: string]: AnyField };
/** Outputs of an endpoint. */
export type Output = AnyField | readonly AnyField[] | undefined;
/**
 * A builder's field, or any Standard Schema (zod, valibot, arktype …), which then validates, types and, if it gives JSON Schema, describes the
 * value: it shows as the component that fits (text, number, checkbox, dropdown), else as JSON. What it refuses is a 422 naming the parameter.
 */
export type AnyField = Field<FieldTypes, boolean> | StandardSchema;

/** A value whose four faces are one. */
export type Same<T> = { readonly received: T; readonly returned: T; readonly sent: T; readonly got: T };
type Nullable<T extends FieldTypes> = {
  readonly received: T["received"] | null;
  readonly returned: T["returned"] | null;
  readonly sent: T["sent"] | null;
  readonly got: T["got"];
};
export type Defaulted<T extends FieldTypes, D> = [D] extends [never]
  ? Field<T, false>
  : null extends D
    ? Field<Nullable<T>, true>
    : Field<T, true>;

type Face<F, K extends keyof FieldTypes> =
  F extends Field<infer T, boolean> ? T[K] : F extends StandardSchema<infer I, infer O> ? (K extends "received" | "got" ? O : I) : never;
type IsOptional<F> =
  F extends Field<FieldTypes, infer O> ? O : F extends StandardSchema<infer I, unknown> ? (undefined extends I ? true : false) : false;
type OptionalKeys<In> = { [K in keyof In]: IsOptional<In[K]> extends true ? K : never }[keyof In];
type Sent<In> = { readonly [K in Exclude<keyof In, OptionalKeys<In>>]: Face<In[K], "sent"> } & {
  readonly [K in OptionalKeys<In>]?: Face<In[K], "sent"> | undefined;
};

/** A handler's first argument: every input, defaults filled in. */
export type Received<In extends Fields> = { readonly [K in keyof In]: Face<In[K], "received"> };
/** A handler's output. */
export type Returned<Out extends Output> = Out extends readonly AnyField[]
  ? { readonly [K in keyof Out]: Face<Out[K], "returned"> }
  : Out extends AnyField
    ? Face<Out, "returned">
    : // biome-ignore lint/suspicious/noConfusingVoidType: what a handler without outputs returns
      void;
/** A list of one field looks like that field: on the wire, and to every client, one output is the value itself. */
type Got<Out extends Output> = Out extends readonly [infer Only extends AnyField]
  ? Face<Only, "got">
  : Out extends readonly AnyField[]
    ? { readonly [K in keyof Out]: Face<Out[K], "got"> }
    : Out extends AnyField
      ? Face<Out, "got">
      : readonly [];
/** `AppTypes` of one endpoint. */
export type TypesOf<In extends Fields, Out extends Output> = {
  readonly args: never;
  readonly inputs: { [K in keyof Sent<In>]: Sent<In>[K] };
  readonly output: Got<Out>;
};
