/**
 * One app on every runtime, called from Node: `npm run test:runtimes:server`, after a build. `-- Deno` runs those whose name has that in it.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { Client } from "@gradio-ts/client";
import { build } from "esbuild";
import { calls } from "./calls.js";
import { folder, runtimes, start } from "./runtimes.js";

const wanted = process.argv[2] ?? "";
/** Far more than a call takes, so that one that hangs is named. */
const PATIENCE = 30_000;
const failures: string[] = [];

// 350 MB, once.
if (!existsSync(`${folder}node_modules/.package-lock.json`)) execFileSync("npm", ["ci"], { cwd: folder, stdio: "inherit" });
await buildPrograms();
for (const [name, command] of Object.entries(runtimes)) if (name.includes(wanted)) await check(name, command);
console.log(failures.length === 0 ? "\nEvery call holds on every runtime." : `\n${failures.join("\n")}`);
process.exit(failures.length === 0 ? 0 : 1);

/** The packages are found as the runtime finds them; workerd gets them in one piece, as a bundler makes it under its conditions. */
async function buildPrograms(): Promise<void> {
  const common = {
    bundle: true,
    format: "esm",
    target: "es2022",
    absWorkingDir: folder,
    outdir: "dist",
    tsconfigRaw: "{}",
  } as const;
  await build({ ...common, entryPoints: ["listening.ts", "native.ts"], platform: "neutral", packages: "external" });
  await build({ ...common, entryPoints: ["worker.ts"], conditions: ["workerd", "worker", "browser"] });
}

async function check(name: string, command: readonly string[]): Promise<void> {
  console.log(`\n═══ ${name}`);
  const app = await start(command);
  try {
    const client = await Client.connect(app.url);
    for (const [call, run] of Object.entries(calls)) await judge(`${name}: ${call}`, () => run(client, app.url));
    await client.close();
  } catch (error) {
    failures.push(`✗ ${name}: ${error}`);
  } finally {
    if (app.complaints() !== "") console.log(app.complaints());
    await app.stop();
  }
}

async function judge(call: string, run: () => Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing after ${PATIENCE / 1000} s`)), PATIENCE);
  });
  try {
    await Promise.race([run(), late]);
    console.log(`✓ ${call}`);
  } catch (error) {
    console.log(`✗ ${call}`);
    failures.push(`✗ ${call}: ${error instanceof Error ? error.stack : error}`);
  } finally {
    clearTimeout(timer);
  }
}
