/**
 * `npm run test:live`: the live tests against every pinned version of Gradio.
 * `npm run test:live -- --version 6.31.0 cancel`: one version (may be repeated); the rest goes to vitest.
 */
import { prepareEnvironment } from "./environment/prepare-environment.js";
import { versions } from "./environment/versions.js";
import { runTests, type Target } from "./run-tests.js";

const named: string[] = [];
const rest: string[] = [];
const args = process.argv.slice(2);
for (let i = 0; i < args.length; i++) {
  const [arg = "", next] = [args[i], args[i + 1]];
  if (arg !== "--version") rest.push(arg);
  else if (next !== undefined && next in versions.gradio) named.push(args[++i] ?? "");
  else throw new Error(`--version wants one of ${Object.keys(versions.gradio).join(", ")}, not ${next ?? "nothing"}`);
}

const targets: Target[] = [];
for (const version of named.length > 0 ? named : Object.keys(versions.gradio)) {
  targets.push({ version, python: await prepareEnvironment(version) });
}
// For the tests where Python's client calls us.
await prepareEnvironment("tools");
process.exitCode = await runTests(targets, rest);
