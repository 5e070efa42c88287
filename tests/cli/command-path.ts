import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

/** Where the tests' build of the command is: where the package finds its dependencies. */
export const commandFolder = `${repository}packages/cli/node_modules/.test-build`;

export const commandFile = `${commandFolder}/main.js`;
