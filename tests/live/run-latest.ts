/** The live tests against the newest Gradio the package index has: shows what a release has changed. `npx tsx tests/live/run-latest.ts` */
import { prepareEnvironment, prepareLatest } from "./environment/prepare-environment.js";
import { runCommand } from "./environment/run-command.js";
import { runTests } from "./run-tests.js";

const python = await prepareLatest();
const version = (await runCommand(python, ["-c", "from importlib.metadata import version; print(version('gradio'))"])).trim();
await prepareEnvironment("tools");
console.error(`The newest Gradio is ${version}`);
process.exitCode = await runTests([{ version, python }], process.argv.slice(2));
