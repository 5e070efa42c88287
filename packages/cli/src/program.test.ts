import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Run } from "./actions/shell.js";
import { makeProgram } from "./program.js";

const none: Run = () => Promise.resolve();

/** What `--help` prints of a command. */
function helpOf(name: string): string {
  let printed = "";
  const command = makeProgram(none).commands.find((one) => one.name() === name);
  command?.configureOutput({
    writeOut: (text) => {
      printed += text;
    },
  });
  command?.outputHelp();
  return printed;
}

/** The lines of a command's examples. */
function examplesOf(name: string): readonly string[] {
  return [...helpOf(name).matchAll(/^ {2}\$ (.*)$/gm)].map(([, line = ""]) => line);
}

const folder = mkdtempSync(join(tmpdir(), "gradio-ts-help-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The words that `gradio-ts` gets, each time it is run, where a shell runs these lines. */
function wordsOf(lines: readonly string[]): readonly (readonly string[])[] {
  for (const [, file = ""] of lines.join("\n").matchAll(/(?:<|cat) ?(\w[\w.]*)/g)) writeFileSync(join(folder, file), '{"from": "file"}');
  // By one write each, as those of a pipeline run at once; a newline would make two of it.
  const told = `gradio-ts() { printf '%s\\0' "$@" $'\\1' >&9; }`;
  const { stdout, stderr } = spawnSync("bash", ["-c", `${told}\n(${lines.join("\n")}) 9>&1 >/dev/null`], { cwd: folder, encoding: "utf8" });
  expect(stderr.replace(/^.*jq: command not found\n/gm, "")).toBe("");
  const runs = stdout.split("\u0001\0").slice(0, -1);
  return runs.map((run) => run.split("\0").slice(0, -1));
}

describe.each(makeProgram(none).commands.map((command) => command.name()))("The help of gradio-ts %s", (name) => {
  const { options, registeredArguments } = makeProgram(none).commands.find((one) => one.name() === name) ?? makeProgram(none);

  it("names its arguments and flags", () => {
    const help = helpOf(name);
    for (const argument of registeredArguments) expect(help).toMatch(new RegExp(`^  ${argument.name()} `, "m"));
    for (const { flags } of options) expect(help).toContain(`${flags} `);
    expect(options.length).toBeGreaterThan(5);
  });

  it("has examples, which are command lines of the program", async () => {
    const lines = examplesOf(name);
    const runs = wordsOf(lines);
    expect(lines.length).toBeGreaterThan(0);
    expect(runs.length).toBeGreaterThanOrEqual(lines.length);
    const ran: string[] = [];
    for (const words of runs) {
      const program = makeProgram(() => {
        ran.push(words.join(" "));
        return Promise.resolve();
      });
      await program.parseAsync(words, { from: "user" });
    }
    expect(ran).toEqual(runs.map((words) => words.join(" ")));
    expect(runs.some(([command]) => command === name)).toBe(true);
  });
});
