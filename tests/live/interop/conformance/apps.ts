import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepareEnvironment } from "../../environment/prepare-environment.js";
import { startServer } from "../../server-process.js";
import { createApp } from "./app.js";
import { FILES } from "./calls.js";
import type { Pair } from "./pair.js";

/** Where an app is, open and locked. No slash at the end. */
export interface Urls {
  readonly url: string;
  readonly locked: string;
}

/** Both apps, and the folder that holds the files of calls.ts. */
export interface Apps extends Pair<Urls> {
  readonly folder: string;
  stop(): Promise<void>;
}

export async function startApps(): Promise<Apps> {
  const folder = await mkdtemp(join(tmpdir(), "conformance-"));
  for (const [name, content] of Object.entries(FILES)) await writeFile(join(folder, name), content);
  const script = fileURLToPath(new URL("app.py", import.meta.url));
  const python = await startServer({ python: await prepareEnvironment("conformance"), script, ready: /^READY .+$/m });
  const open = createApp({ mcp: true });
  const locked = createApp({ auth: [["ann", "pw"]], authMessage: "Ask Ann." });
  return {
    folder,
    ours: { url: (await open.listen({ port: 0 })).url, locked: (await locked.listen({ port: 0 })).url },
    theirs: { url: trimmed(python.url), locked: trimmed(/^READY (.+)$/m.exec(python.output())?.[1] ?? "") },
    stop: async () => {
      await Promise.all([open.close({ drain: 0 }), locked.close({ drain: 0 }), python.stop()]);
      await rm(folder, { recursive: true });
    },
  };
}

function trimmed(url: string): string {
  return url.trim().replace(/\/$/, "");
}
