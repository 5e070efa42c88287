import { tableText } from "../live/matrix/table-text.js";
import { absences } from "./absent.js";

/** What came of a check in one runtime with one app. */
export interface Result {
  readonly runtime: string;
  readonly app: string;
  readonly check: string;
  readonly mark: "✓" | "–" | "✗";
}

/** The section `## Runtimes` of docs/compatibility.md. The same results give the same text. @param versions By name, of what is pinned. */
export function runtimesSection(results: readonly Result[], bundlers: readonly string[], versions: ReadonlyMap<string, string>): string {
  const named = (name: string) => `${name.replace(/ \d+$/, "")}${versions.has(name) ? ` ${versions.get(name)}` : ""}`;
  const unique = (key: "runtime" | "app" | "check") => [...new Set(results.map((result) => result[key]))];
  const runtimes = unique("runtime");
  const row = (app: string, check: string) =>
    runtimes.map(
      (runtime) => results.find((result) => result.app === app && result.check === check && result.runtime === runtime)?.mark ?? "",
    );
  return [
    "## Runtimes",
    "Where the packages run as they are published: `npm run test:runtimes` packs them, installs the tarballs into an empty project and runs one program\nin each runtime, and wrote this section from what it said.",
    `${runtimes.map(named).join(", ")}. Chromium is Debian's; its page comes from another origin than the app.`,
    ...unique("app").flatMap((app) => [
      `With an app of ${app}:`,
      tableText([["", ...runtimes], ...unique("check").map((check) => [check, ...row(app, check)])]),
    ]),
    absences.map(({ where, why }) => `- – ${where}: ${why}`).join("\n"),
    `${bundlers.map(named).join(", ")} bundle the client for browsers without a warning.`,
  ].join("\n\n");
}
