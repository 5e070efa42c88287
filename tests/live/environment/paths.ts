import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../../../", import.meta.url));
export const liveTests = join(repository, "tests", "live");
/** Everything that is installed or written for live tests. Not in git; can be deleted at any time. */
export const liveFolder = join(repository, ".live");
