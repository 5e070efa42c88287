// For runtimes with a console and arguments: Node, Bun, Deno.
import { type Place, runChecks } from "./checks.js";

await runChecks(JSON.parse(process.argv[2] ?? "") as Place, (finding) => console.log(JSON.stringify(finding)));
