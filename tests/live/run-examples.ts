/**
 * `npm run demo:gradio`: every program in examples/ against the real Gradio app it is written for, in examples/apps/.
 * Shows what each prints, and fails if one prints anything else than it should.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { repository } from "./environment/paths.js";
import { prepareEnvironment } from "./environment/prepare-environment.js";
import { startServer } from "./server-process.js";

interface Example {
  readonly program: string;
  /** Every line it prints. */
  readonly prints?: readonly Line[];
  /** Some of its lines, in order. */
  readonly shows?: readonly Line[];
}

/** Each app with its programs. */
const apps: Readonly<Record<string, readonly Example[]>> = {
  calculator: [
    { program: "calculator", prints: [/^STARTING null null \? s null \d{4}-\d\d-\d\dT[\d:.]+Z null$/, "9", "FINISHED true"] },
    { program: "by-number", prints: ["9"] },
  ],
  count_generator: [
    { program: "count-outputs", prints: ["[ '0', '1', '2' ]"] },
    { program: "count-iterable", prints: ["0", "1", "2"] },
  ],
  words: [{ program: "words", prints: ["0", "1", "0"] }],
  en2fr: [{ program: "callback", prints: ["The translated result is: Bonjour", "fine", "No translation of Gradio"] }],
  transcribe: [
    {
      program: "view-api",
      shows: [/^Named API endpoints: 1$/, /\/predict/, /audio: FileLike/, /text: string/, /^\/predict audio FileLike.* required$/],
    },
    { program: "transcribe", prints: ["i would like to have a cup of tea"] },
  ],
};

const limit = 60_000;
const python = await prepareEnvironment("examples");
let failures = 0;
for (const [app, examples] of Object.entries(apps)) {
  const server = await startServer({
    python,
    script: join(repository, "examples", "apps", `${app}.py`),
    ready: /Running on local URL/,
  });
  try {
    for (const { program, prints, shows } of examples) {
      console.log(`\n── examples/${program}.ts with examples/apps/${app}.py`);
      const { code, output } = await run(program, server.url);
      process.stdout.write(output);
      const complaint = code === 0 ? (missing(output, prints ?? shows ?? []) ?? surplus(output, prints)) : `ended with ${code}`;
      if (complaint === undefined) continue;
      failures++;
      console.log(`✗ ${program}: ${complaint}`);
    }
  } finally {
    await server.stop();
  }
}
console.log(failures === 0 ? "\nAll examples printed what they should." : `\n${failures} examples failed.`);
process.exitCode = failures === 0 ? 0 : 1;

async function run(program: string, url: string): Promise<{ readonly code: number | string; readonly output: string }> {
  const tsx = createRequire(import.meta.url).resolve("tsx/cli");
  const child = spawn(process.execPath, [tsx, join("examples", `${program}.ts`), url], {
    cwd: repository,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
    timeout: limit,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return { code: code ?? signal ?? "no exit code", output };
}

type Line = string | RegExp;

/** The first expected line that is not there, after those before it. */
function missing(output: string, expected: readonly Line[]): string | undefined {
  let rest = output.trimEnd().split("\n");
  for (const line of expected) {
    const found = rest.findIndex((text) => (typeof line === "string" ? text === line : line.test(text)));
    if (found < 0) return `should have printed ${line}`;
    rest = rest.slice(found + 1);
  }
  return undefined;
}

function surplus(output: string, all: readonly Line[] | undefined): string | undefined {
  const count = output.trimEnd().split("\n").length;
  return all === undefined || count === all.length ? undefined : `should have printed ${all.length} lines, not ${count}`;
}
