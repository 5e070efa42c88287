import { parseArgs } from "node:util";

export interface SoakArguments {
  readonly minutes: number;
  readonly seed: number;
  /** Kinds of work under way at a time. */
  readonly atOnce: number;
  /** Default: a server of ours. */
  readonly url: string | undefined;
}

/** @throws Error for what the command does not know. */
export function readArguments(args: readonly string[]): SoakArguments {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ args: [...args], options: { minutes: text, seed: text, "at-once": text, url: text } });
  const count = (name: "minutes" | "seed" | "at-once", otherwise: number): number => {
    const given = values[name];
    const value = given === undefined ? otherwise : Number(given);
    if (!(value > 0)) throw new Error(`--${name} is a number above 0, not ${given}`);
    return value;
  };
  const seed = count("seed", 1 + (Date.now() % 1_000_000));
  return { minutes: count("minutes", 2), seed, atOnce: count("at-once", 20), url: values.url };
}
