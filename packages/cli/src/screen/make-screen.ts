import { Screen } from "./screen.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** The screen of a process: with progress only where somebody sees it. */
export async function makeScreen(stream: NodeJS.WriteStream, quiet: boolean, { CI, TERM }: Environment): Promise<Screen> {
  const drawn = stream.isTTY === true && !quiet && !CI && TERM !== "dumb";
  // Loaded where it is drawn only.
  const line = drawn ? new (await import("./progress-line.js")).ProgressLine(stream) : undefined;
  return new Screen(stream, { quiet, line });
}
