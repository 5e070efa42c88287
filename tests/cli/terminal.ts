import { spawn } from "node:child_process";
import { commandFile } from "./command-path.js";
import { environment } from "./run-command.js";

export interface TerminalOptions {
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Default: the command as tests build it. */
  readonly program?: readonly string[];
  readonly cwd?: string;
  /** After the command: `> file`, `| head -1` … */
  readonly rest?: string;
}

/** A command in a pseudo-terminal (util-linux's `script`), which is its stdin, stdout and stderr. */
export class Terminal {
  readonly #child;
  #shown = "";
  #waiting: (() => void)[] = [];
  /** The exit code. */
  readonly ended: Promise<number | null>;

  constructor(
    words: readonly string[],
    { columns = 80, env = {}, program = [process.execPath, commandFile], cwd, rest = "" }: TerminalOptions = {},
  ) {
    const command = [...program, ...words].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
    this.#child = spawn("script", ["-qfec", `stty cols ${columns} rows 24; exec ${command} ${rest}`, "/dev/null"], {
      env: environment({ TERM: "xterm-256color", SHELL: "/bin/sh", ...env }),
      cwd,
      timeout: 30_000,
    });
    this.#child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.#shown += text;
      for (const resolve of this.#waiting.splice(0)) resolve();
    });
    this.ended = new Promise((resolve, reject) => {
      this.#child.on("error", reject);
      this.#child.on("close", (code) => {
        for (const resolve of this.#waiting.splice(0)) resolve();
        resolve(code);
      });
    });
  }

  /** Every byte that was shown so far, as text. */
  get shown(): string {
    return this.#shown;
  }

  /** What the screen's lines were, however often they were drawn over. */
  get lines(): readonly string[] {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what terminals obey
    return this.#shown.split(/\r\n|\u001b\[1G\u001b\[2K|\r/).filter((line) => line !== "");
  }

  type(keys: string): void {
    this.#child.stdin.write(keys);
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.#child.exitCode !== null) throw new Error(`The command ended before; it showed ${JSON.stringify(this.#shown)}`);
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        setTimeout(resolve, 50);
      });
    }
  }
}
