import { spawnSync } from "node:child_process";

/** Run a program to its end, in silence. @throws Error with everything it printed, if it fails. */
export function run(command: string, args: readonly string[], cwd: string): string {
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status ?? signal}:\n${stdout}${stderr}`.trimEnd());
  return stdout;
}
