import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { type Answer, except } from "./answers.js";
import { journal } from "./app.js";
import { commandFile } from "./command-path.js";
import { environment, runCommand, startCommand } from "./run-command.js";
import { serveApp } from "./serve-app.js";
import { Terminal } from "./terminal.js";

const app = serveApp();

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 20_000, interval: 20 });
const happened = (what: string) => journal.includes(what);

const INTERRUPTED = "error CANCELLED: Interrupted.\n";

describe.concurrent("Ctrl-C", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("cancels the call at the server, then ends the command: %s", async (signal) => {
    const { child, printed, ended } = startCommand(["predict", app.url, "/wait", `label=${signal}`]);
    await until(() => happened(`${signal} started`));
    child.kill(signal);
    expect(await ended).toBe(130);
    expect(printed).toEqual({ stdout: "", stderr: INTERRUPTED });
    expect(journal).toContain(`${signal} cancelled`);
  });

  it("ends a command when the server has answered that the call is cancelled", async () => {
    let answered = false;
    const slow: Answer = (_, response) => {
      setTimeout(() => {
        answered = true;
        response.writeHead(200, { "content-type": "application/json" }).end('{"success":true}');
      }, 500);
    };
    const server = await app.answer(except(app.url, /cancel/, slow));
    const { child, ended } = startCommand(["predict", server, "/wait", "label=told"]);
    await until(() => happened("told started"));
    child.kill("SIGINT");
    expect([await ended, answered]).toEqual([130, true]);
  });

  it("cancels a call that is watched", async () => {
    const { stdout: reference } = await runCommand(["submit", app.url, "/wait", "label=watched"]);
    const { child, printed, ended } = startCommand(["watch", reference]);
    await until(() => printed.stdout.includes("PROGRESS"));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    await until(() => happened("watched cancelled"));
  });

  it("ends a command at once when it comes again, but not by the second signal of one key", async () => {
    let asked = 0;
    const server = await app.answer(except(app.url, /cancel/, () => void asked++));
    const { child, printed, ended } = startCommand(["predict", server, "/wait", "label=twice"]);
    await until(() => happened("twice started"));
    child.kill("SIGINT");
    child.kill("SIGINT");
    await until(() => asked === 1);
    const early = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 300, "still there"))]);
    expect(early).toBe("still there");
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(printed.stdout).toBe("");
  });

  it("ends a command that connects, or waits for stdin", async () => {
    let asked = false;
    const silent = await app.answer(() => {
      asked = true;
    });
    const connecting = startCommand(["info", silent]);
    await until(() => asked);
    connecting.child.kill("SIGINT");
    expect([await connecting.ended, connecting.printed.stderr]).toEqual([130, INTERRUPTED]);
    const reading = startCommand(["predict", app.url, "/echo", "text=-", "--verbose"]);
    reading.child.stdin.write("half");
    await until(() => /answered .*\/config/.test(reading.printed.stderr) && /answered .*\/info/.test(reading.printed.stderr));
    reading.child.kill("SIGINT");
    expect([await reading.ended, reading.printed.stderr.endsWith(INTERRUPTED)]).toEqual([130, true]);
  });

  it("ends a command that has hardly begun, without a trace", async () => {
    for (const age of [0, 30, 60, 100]) {
      const { child, printed, ended } = startCommand(["predict", app.url, "/wait", `label=age ${age}`]);
      await new Promise((resolve) => setTimeout(resolve, age));
      child.kill("SIGINT");
      // Before it listens, the signal itself ends it, which a shell calls 130 as well.
      const code = (await ended) ?? (child.signalCode === "SIGINT" ? 130 : child.signalCode);
      expect([code, printed.stderr.replace(INTERRUPTED, "")]).toEqual([130, ""]);
    }
  });

  it("is one key for npx and the command, which cancels at the server in peace", async () => {
    const folder = await mkdtemp(join(tmpdir(), "gradio-ts-npx-"));
    const bin = join(folder, "node_modules", ".bin");
    await mkdir(bin, { recursive: true });
    await writeFile(join(folder, "package.json"), "{}");
    await writeFile(join(bin, "gradio-ts"), `#!/bin/sh\nexec '${process.execPath}' '${commandFile}' "$@"\n`, { mode: 0o755 });
    const terminal = new Terminal(["predict", app.url, "/wait", "label=npx"], { program: ["npx", "--no", "gradio-ts"], cwd: folder });
    await terminal.until(() => happened("npx started") && terminal.shown.includes("drawing"));
    terminal.type("\u0003");
    expect(await terminal.ended).toBe(130);
    expect(terminal.shown).toContain("Interrupted.");
    expect(journal).toContain("npx cancelled");
    await rm(folder, { recursive: true });
  });

  it("is a key in a terminal", async () => {
    const terminal = new Terminal(["predict", app.url, "/wait", "label=key"]);
    await terminal.until(() => happened("key started") && terminal.shown.includes("drawing"));
    terminal.type("\u0003");
    expect(await terminal.ended).toBe(130);
    expect(terminal.lines.at(-1)).toContain("Interrupted.");
    expect(journal).toContain("key cancelled");
  });
});

describe.concurrent("A closed standard output", () => {
  it("ends the command quietly, and its job with it", async () => {
    const { child, printed, ended } = startCommand(["predict", app.url, "/count", "n=100000", "label=head", "--stream"]);
    await until(() => printed.stdout !== "");
    child.stdout.destroy();
    expect(await ended).toBe(0);
    expect(printed.stderr).toBe("");
    await until(() => happened("head cancelled"));
  });

  it("ends whatever else prints", async () => {
    for (const words of [["info", app.url], ["submit", app.url, "/echo", "text=x"], ["predict", app.url, "/echo", "text=x"], ["--help"]]) {
      const { child, printed, ended } = startCommand(words);
      child.stdout.destroy();
      expect([words, await ended, printed.stderr]).toEqual([words, 0, ""]);
    }
  });

  it("may be closed from the start, as may all other streams", async () => {
    const shell = (rest: string) =>
      new Promise<string>((resolve) => {
        const child = spawn(
          "sh",
          ["-c", `'${process.execPath}' '${commandFile}' predict ${app.url} /echo text=x ${rest}; echo "code $?"`],
          {
            env: environment(),
          },
        );
        let shown = "";
        for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (shown += data.toString()));
        child.on("close", () => resolve(shown));
      });
    expect(await shell(">&-")).toBe("code 0\n");
    expect(await shell("2>&-")).toBe('"x"\ncode 0\n');
    expect(await shell("<&-")).toBe('"x"\ncode 0\n');
    expect(await shell("text=- <&-")).toMatch(/^error INVALID_ARGUMENT: text is given twice.\ncode 2\n$/);
    expect(await shell("2>&1 | head -1")).toBe('"x"\ncode 0\n');
  });
});
