import type { Command } from "commander";
import { readPort } from "./read-port.js";

/** Gives a command the argument and the flags of those that serve a page on this machine. */
export function withPage(command: Command): Command {
  return command
    .argument("<app>", 'a Space ("user/space"), a URL, a share link')
    .option("--port <n>", "where on 127.0.0.1; default: one that is free", readPort)
    .option("--open", "open the page in the browser");
}
