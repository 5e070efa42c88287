import { AppError } from "@gradio-ts/client";
import { type FileDesk, NO_FILES } from "../files/call-files.js";
import type { ServedEndpoint } from "./served-endpoint.js";

/** What validators made of the values they passed, by position. */
export type Validated = ReadonlyMap<number, unknown>;

/** One entry of a validators' refusal (protocol.md §3.3). */
export interface Verdict {
  readonly __type__: "validate";
  readonly is_valid: boolean;
  readonly message: string;
  readonly parameter_name: string;
}

/**
 * Runs the validators among the fields: those refuse a call before it is queued.
 * @returns what they made of the values, or their verdicts if any refused.
 */
export async function validateInputs(
  { inputs }: ServedEndpoint,
  data: readonly unknown[],
): Promise<{ readonly validated: Validated } | { readonly verdicts: readonly Verdict[] }> {
  const validated = new Map<number, unknown>();
  // Too few values: the call fails when it runs, and there is nothing to validate.
  if (data.length < inputs.length || !inputs.some(({ component }) => component.spec.validates)) return { validated };
  const verdicts = await Promise.all(
    inputs.map(async ({ name, component }, index): Promise<Verdict> => {
      const reading = component.spec.validates ? await component.read(data[index], NO_FILES) : { value: data[index] };
      if ("value" in reading && component.spec.validates) validated.set(index, reading.value);
      const message = "issue" in reading ? reading.issue : "";
      return { __type__: "validate", is_valid: !("issue" in reading), message, parameter_name: name };
    }),
  );
  return verdicts.every(({ is_valid }) => is_valid) ? { validated } : { verdicts };
}

/**
 * The values of a call by parameter name, as its handler gets them. Values beyond the last input are ignored.
 * @throws AppError naming the parameter that is missing or does not fit: that is the caller's to know.
 */
export async function readInputs(
  { name: endpoint, inputs }: ServedEndpoint,
  data: readonly unknown[],
  validated: Validated,
  files: FileDesk,
): Promise<Record<string, unknown>> {
  const missing = inputs[data.length];
  if (missing !== undefined) {
    throw new AppError(`/${endpoint} needs ${inputs.length} values, got ${data.length}: "${missing.name}" is missing.`);
  }
  const values: [string, unknown][] = [];
  for (const [index, { name, component }] of inputs.entries()) {
    const reading = validated.has(index) ? { value: validated.get(index) } : await component.read(data[index], files);
    if ("issue" in reading) throw new AppError(`${name}: ${reading.issue}.`);
    values.push([name, reading.value]);
  }
  // An input called "__proto__" is one like any other.
  return Object.fromEntries(values);
}
