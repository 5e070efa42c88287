import { compareVersions } from "./environment/compare-versions.js";

/** The servers that `run.ts` started: how it tells the tests, and how they read it. */
export interface LiveServer {
  /** Of Gradio, e.g. `"6.31.0"`. */
  readonly version: string;
  /** Where `apps/suite.py` serves. */
  readonly url: string;
  /** The interpreter it runs on, for tests that need a server of their own. */
  readonly python: string;
}

const variable = "GRADIO_TS_LIVE";

export function tellServers(servers: readonly LiveServer[]): Record<string, string> {
  return { [variable]: JSON.stringify(servers) };
}

/** One running test app per version of Gradio. */
export function liveServers(): readonly LiveServer[] {
  const told = process.env[variable];
  if (told === undefined) throw new Error("Live tests need servers: run them by `npm run test:live`");
  return JSON.parse(told) as LiveServer[];
}

/** Whether a version is this one or a later one: `since("5.49.1", "5.2")`. */
export function since(version: string, first: string): boolean {
  return compareVersions(version, first) >= 0;
}
