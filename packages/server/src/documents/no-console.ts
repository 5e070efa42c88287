import type { ConsoleFiles } from "./console-files.js";

/** Stands for `#console` where the server runs from its sources: the console is built ahead (packages/console). */
export const consoleFiles: ConsoleFiles | undefined = undefined;
