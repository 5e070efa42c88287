import type { Stdin } from "../inputs/stdin.js";
import type { CommonFlags, Environment } from "../options/common-flags.js";
import type { Output } from "../output/output.js";
import type { Screen } from "../screen/screen.js";

/** What every action works with. */
export interface Shell {
  readonly stdin: Stdin;
  readonly output: Output;
  readonly screen: Screen;
  /** Aborts when the command is to end: Ctrl-C, `--timeout`, nobody reads the output. Its reason is the error to end with. */
  readonly signal: AbortSignal;
  readonly flags: CommonFlags;
  readonly environment: Environment;
  /** What the process ends with if nothing fails: not 0, where a command has something to tell by it. */
  readonly exitWith: (code: number) => void;
}

/** What a command does. @throws what it fails with. */
export type Work = (shell: Shell) => Promise<void>;

/** Runs what a command does, and sets the exit code of this process. */
export type Run = (flags: CommonFlags, work: Work) => Promise<void>;
