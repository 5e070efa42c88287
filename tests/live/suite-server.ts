import { join } from "node:path";
import { liveTests } from "./environment/paths.js";
import { prepareEnvironment } from "./environment/prepare-environment.js";
import { type ServerProcess, startServer } from "./server-process.js";

/** What `apps/serve.py` reads from its environment. */
export type SuiteEnvironment = Readonly<Partial<Record<"AUTH" | "SHOWERR" | "MAXSIZE" | "MOUNT" | "CHECK" | "MAXFILE", string>>>;

/** Start `apps/suite.py` on a pinned version of Gradio, or with the interpreter given; on a port where it was before, or on a fresh one. */
export async function startSuite(version: string, env: SuiteEnvironment = {}, python?: string, port?: number): Promise<ServerProcess> {
  return startServer({
    python: python ?? (await prepareEnvironment(version)),
    script: join(liveTests, "apps", "suite.py"),
    env,
    path: env.MOUNT ?? "",
    ...(port !== undefined && { port }),
  });
}
