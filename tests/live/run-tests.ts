import { tellServers } from "./live-servers.js";
import { runVitest } from "./run-vitest.js";
import { type Target, withSuites } from "./with-suites.js";

/**
 * Start the test app once per version, run the live tests against them and the tests of other clients against us, and end them.
 * @param args Handed on to vitest.
 * @returns vitest's exit code.
 */
export function runTests(targets: readonly Target[], args: readonly string[]): Promise<number> {
  return withSuites(targets, console.error, (servers) => runVitest({ projects: ["live", "interop"], args, env: tellServers(servers) }));
}
