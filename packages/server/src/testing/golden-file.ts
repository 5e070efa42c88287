import { readFileSync } from "node:fs";
import type { GoldenStep } from "./golden-replay.js";

/** The steps of a recording. */
export function goldenFile(name: string): GoldenStep[] {
  return JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), "utf8")).steps;
}
