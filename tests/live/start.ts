/**
 * Starts the test app on one version of Gradio and keeps it running: `npx tsx tests/live/start.ts 6.31.0`.
 * AUTH=1, SHOWERR=0, MAXSIZE=n and MOUNT=/path are handed on to apps/serve.py.
 */
import { once } from "node:events";
import { versions } from "./environment/versions.js";
import { startSuite } from "./suite-server.js";

const [version = versions.newest] = process.argv.slice(2);
const mount = process.env["MOUNT"];
const server = await startSuite(version, mount === undefined ? {} : { MOUNT: mount });
console.log(server.url);
await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
await server.stop();
process.exit();
