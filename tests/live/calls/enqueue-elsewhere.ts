import type { JobRef } from "@gradio-ts/client";
import { repository } from "../environment/paths.js";
import { runCommand } from "../environment/run-command.js";

/** Put calls into an app's queue from a process of its own, which has ended when this resolves. The references come as text. */
export async function enqueueElsewhere(url: string, calls: readonly (readonly [endpoint: string, inputs: readonly unknown[]])[]) {
  const client = new URL("../../../packages/client/src/index.ts", import.meta.url).href;
  const program = `import { Client } from ${JSON.stringify(client)};
    const client = await Client.connect(${JSON.stringify(url)});
    for (const call of ${JSON.stringify(calls)}) console.log(JSON.stringify(await client.enqueue(...call)));`;
  const printed = await runCommand(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], { cwd: repository });
  return printed
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as JobRef<string>);
}
