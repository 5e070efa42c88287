/** Prepares the environments that are used by default, or those named: `npx tsx tests/live/environment/prepare.ts 6.31.0 tools`. */
import { prepareEnvironment } from "./prepare-environment.js";
import { versions } from "./versions.js";

const named = process.argv.slice(2);
const wanted = named.length > 0 ? named : [...Object.keys(versions.gradio), ...Object.keys(versions.environments)];
for (const name of wanted) console.log(`${name}: ${await prepareEnvironment(name)}`);
