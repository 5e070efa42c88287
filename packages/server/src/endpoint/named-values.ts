import type { ServedEndpoint } from "./served-endpoint.js";

/** Values that came in by parameter name. */
export interface NamedValues {
  /** In order, defaults filled in. */
  readonly data: readonly unknown[];
  readonly missing: readonly string[];
  /** Names of no parameter. */
  readonly unknown: readonly string[];
}

/** Puts values by parameter name in order. */
export function namedValues({ inputs }: ServedEndpoint, given: Readonly<Record<string, unknown>>): NamedValues {
  const isGiven = (name: string) => Object.hasOwn(given, name);
  return {
    data: inputs.map(({ name, component }) => (isGiven(name) ? given[name] : component.default)),
    missing: inputs.filter(({ name, component }) => !component.optional && !isGiven(name)).map(({ name }) => name),
    unknown: Object.keys(given).filter((name) => !inputs.some((input) => input.name === name)),
  };
}
