/**
 * `npm run test:live`: the live tests against every version of Gradio that is run by default, all in one go.
 * `npm run test:live -- --version 6.31.0 cancel`: one version (may be repeated); the rest goes to vitest.
 */
import { prepareEnvironment } from "./environment/prepare-environment.js";
import { takeVersions } from "./environment/take-versions.js";
import { versions } from "./environment/versions.js";
import { runTests } from "./run-tests.js";
import type { Target } from "./with-suites.js";

const { named, rest } = takeVersions(process.argv.slice(2));
const targets: Target[] = [];
for (const version of named.length > 0 ? named : Object.keys(versions.gradio)) {
  targets.push({ version, python: await prepareEnvironment(version) });
}
// For the tests where Python's clients call us.
for (const name of ["tools", "client-1", "conformance"]) await prepareEnvironment(name);
process.exitCode = await runTests(targets, rest);
