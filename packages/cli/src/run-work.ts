import type { Run } from "./actions/shell.js";
import { endWith } from "./end-with.js";
import { Stdin } from "./inputs/stdin.js";
import { Interruption } from "./interruption.js";
import { Output } from "./output/output.js";
import { makeScreen } from "./screen/make-screen.js";

/** Runs what a command does with the streams of this process, and ends the process. */
export const runWork: Run = async (flags, work) => {
  const { stdin, stdout, stderr, env: environment } = process;
  const screen = await makeScreen(stderr, flags.quiet === true, environment);
  const interruption = new Interruption(flags.timeout);
  const { signal } = interruption;
  const exitWith = (code: number) => {
    process.exitCode = code;
  };
  const output = new Output({ stream: stdout, onWrite: () => screen.clear(), onClosed: () => interruption.closed() });
  try {
    await work({ stdin: new Stdin(stdin, signal), output, screen, signal, flags, environment, exitWith });
  } catch (error) {
    // Whatever else failed then failed because of it.
    if (!interruption.unheard) endWith(signal.aborted ? signal.reason : error, flags, screen);
  }
  screen.close();
  interruption.end();
  // Connections that are kept open would keep the process alive for seconds.
  process.exit();
};
