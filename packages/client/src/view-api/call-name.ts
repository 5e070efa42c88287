import type { EndpointInfo } from "./api-info.js";
import { identifier } from "./identifier.js";

/** What the variables of a call are called after: lower-case ASCII words, none where there is but one call. */
export interface CallName {
  readonly words: readonly string[];
  /** `""`, or a number where an earlier call has the same words. */
  readonly number: string;
}

const LONGEST_NAME = 40;

/** A name for each call of a program, after its endpoint: no two have the same. */
export function callNames(endpoints: readonly EndpointInfo[]): readonly CallName[] {
  if (endpoints.length === 1) return [{ words: [], number: "" }];
  const counts = new Map<string, number>();
  return endpoints.map(({ name }) => {
    const words = wordsOf(name ?? "");
    const text = words.join("_");
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    return { words, number: count === 1 ? "" : `${count}` };
  });
}

function wordsOf(endpoint: string): readonly string[] {
  const words = (identifier(endpoint)
    .slice(0, LONGEST_NAME)
    .match(/[a-z0-9]+/g) ?? []) as readonly string[];
  return /^[a-z]/.test(words[0] ?? "") ? words : ["call", ...words];
}

/** `paintOutput2` */
export function camelCase({ words, number }: CallName, kind: string): string {
  const [first = "", ...others] = [...words, kind];
  return first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("") + number;
}

/** `paint_output_2` */
export function snakeCase({ words, number }: CallName, kind: string): string {
  return [...words, kind, number].filter((part) => part !== "").join("_");
}
