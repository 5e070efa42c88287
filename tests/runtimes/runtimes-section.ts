import { tableText } from "../live/matrix/table-text.js";
import { absences } from "./absent.js";

/** What came of a check in one runtime with one app. */
export interface Result {
  readonly runtime: string;
  readonly app: string;
  readonly check: string;
  readonly mark: "✓" | "–" | "✗";
}

/**
 * The section `## Runtimes` of docs/compatibility.md. The same results give the same text.
 * @param served What came of calling apps that run in the runtimes.
 * @param versions By name, of what is pinned.
 */
export function runtimesSection(
  results: readonly Result[],
  served: readonly Result[],
  bundlers: readonly string[],
  versions: ReadonlyMap<string, string>,
): string {
  const named = (name: string) => `${name.replace(/ \d+$/, "")}${versions.has(name) ? ` ${versions.get(name)}` : ""}`;
  return [
    "## Runtimes",
    "Where the packages run as they are published: `npm run test:runtimes` packs them, installs the tarballs into an empty project and runs one program\nin each runtime, and wrote this section from what it said.",
    `${unique(results, "runtime").map(named).join(", ")}. Chromium is Debian's; its page comes from another origin than the app.`,
    ...unique(results, "app").flatMap((app) => [`With an app of ${app}:`, table(results.filter((result) => result.app === app))]),
    absences.map(({ where, why }) => `- – ${where}: ${why}`).join("\n"),
    "And an app of @gradio-ts/server in each runtime, called from Node: by `listen()`, or behind the server that is named.",
    table(served),
    `${bundlers.map(named).join(", ")} bundle the client for browsers without a warning.`,
  ].join("\n\n");
}

/** A row for each check, a column for each runtime. */
function table(results: readonly Result[]): string {
  const runtimes = unique(results, "runtime");
  const markOf = (check: string, runtime: string) =>
    results.find((result) => result.check === check && result.runtime === runtime)?.mark ?? "";
  const row = (check: string) => [check, ...runtimes.map((runtime) => markOf(check, runtime))];
  return tableText([["", ...runtimes], ...unique(results, "check").map(row)]);
}

function unique(results: readonly Result[], key: "runtime" | "app" | "check"): string[] {
  return [...new Set(results.map((result) => result[key]))];
}
