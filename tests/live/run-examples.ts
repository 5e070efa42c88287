/**
 * `npm run demo:gradio`: every program in examples/ against the real Gradio app it is written for, in examples/apps/.
 * Shows what each prints, and fails if one prints anything else than it should. `npm run demo:gradio -- words typed` runs these only.
 */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { repository } from "./environment/paths.js";
import { complaintAbout } from "./examples/complaint-about.js";
import { type Example, examples } from "./examples/examples.js";
import { runProgram } from "./examples/run-program.js";
import { serveRecordings } from "./examples/serve-recordings.js";
import { type RunningApps, startApps } from "./examples/start-apps.js";

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? examples : examples.filter(({ program }) => wanted.includes(program));
const unknown = wanted.filter((name) => examples.every(({ program }) => program !== name));
const complaints = [...unknown.map((name) => `${name}: no such example`), ...(await unlisted())];
const folder = await mkdtemp(join(tmpdir(), "gradio-ts-examples-"));
const recordings = await serveRecordings();
const apps = await startApps();
try {
  for (const example of chosen) {
    console.log(`\n── examples/${example.program}.ts with examples/apps/${example.app}.py`);
    const complaint = await run(example, apps);
    if (complaint === undefined) continue;
    complaints.push(`${example.program}: ${complaint}`);
    console.log(`✗ ${complaint}`);
  }
} finally {
  await apps.stop();
  await rm(folder, { recursive: true, force: true });
}
console.log(complaints.length === 0 ? `\nAll ${chosen.length} examples printed what they should.` : `\n✗ ${complaints.join("\n✗ ")}`);
process.exitCode = complaints.length === 0 ? 0 : 1;

async function run(example: Example, apps: RunningApps): Promise<string | undefined> {
  const { program, app, path = "", space, recording } = example;
  const url = new URL(path, apps.url(app)).href;
  const { code, output } = await runProgram(program, {
    args: [...(space ? [] : [url]), ...(recording === undefined ? [] : [`${recordings}/${recording}`])],
    folder,
    spaceApp: space && url,
  });
  process.stdout.write(output);
  return code === 0 ? complaintAbout(output, example) : `ended with ${code}`;
}

/** Programs that nobody would run, or that examples/README.md does not tell of. */
async function unlisted(): Promise<string[]> {
  const index = await readFile(join(repository, "examples", "README.md"), "utf8");
  const files = await readdir(join(repository, "examples"));
  const programs = files.filter((file) => file.endsWith(".ts")).map((file) => basename(file, ".ts"));
  return [
    ...programs.filter((program) => examples.every((example) => example.program !== program)).map((program) => `${program}: not run`),
    ...programs.filter((program) => !index.includes(`(${program}.ts)`)).map((program) => `${program}: not in examples/README.md`),
  ];
}
