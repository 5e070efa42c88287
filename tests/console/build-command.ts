import { buildCommand } from "../cli/build-command.js";
import { commandFolder, repository } from "../cli/command-path.js";

/** The command as it is shipped: with the page. */
const withPage = `${commandFolder}-with-page`;

export const commandWithPage = `${withPage}/main.js`;

/** Once for all tests, when the page is built. */
export default function setup(): Promise<void> {
  return buildCommand(withPage, { "#console-files": `${repository}packages/console/dist/files.js` });
}
