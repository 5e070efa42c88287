import { compareVersions } from "../environment/compare-versions.js";
import { takeVersions } from "../environment/take-versions.js";
import { allGradio, versions } from "../environment/versions.js";

export interface Wanted {
  /** Oldest first. */
  readonly versions: readonly string[];
  /** All versions that run by default are among them, so that the page can be written. */
  readonly whole: boolean;
  /** Only compare the page with the one there is. */
  readonly check: boolean;
}

/** @throws Error for what the command does not know. */
export function readArguments(args: readonly string[]): Wanted {
  const { named, rest } = takeVersions(args);
  const unknown = rest.find((arg) => arg !== "--all" && arg !== "--check");
  if (unknown !== undefined) {
    throw new Error(
      `test:matrix knows --version, --all and --check, not ${unknown}. Some tests only: npm run test:live -- --version 6.31.0 ${unknown}`,
    );
  }
  const chosen = rest.includes("--all") ? Object.keys(allGradio) : named.length > 0 ? named : Object.keys(versions.gradio);
  const whole = Object.keys(versions.gradio).every((version) => chosen.includes(version));
  const check = rest.includes("--check");
  if (check && !whole) throw new Error("--check compares what all versions gave: leave --version out");
  return { versions: [...new Set(chosen)].sort(compareVersions), whole, check };
}
