import type { ConsoleFiles } from "./console-page.js";

/** Stands for `#console-files` where the command runs from its sources: the page is built ahead (packages/console). */
export const consoleFiles: ConsoleFiles = { script: "", style: "" };
