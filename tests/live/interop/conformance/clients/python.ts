import { fileURLToPath } from "node:url";
import { prepareEnvironment } from "../../../environment/prepare-environment.js";
import { runCommand } from "../../../environment/run-command.js";
import type { Apps } from "../apps.js";
import { calls } from "../calls.js";
import type { Pair } from "../pair.js";

/** Of what `gradio predict` asks, as it connects anew each time. */
const BY_COMMAND = ["/greet", "/choose", "/order", "/refuse", "/fail", "/remember", "/weigh", "/write", "/nothing"];

type Script = "python_client.py" | "gr_load.py" | "command.py";

/** What a client written in Python gets of both apps. @param environment A name in versions.json. */
export async function askFromPython(environment: string, script: Script, apps: Apps): Promise<Pair> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const urls = [apps.ours, apps.theirs].flatMap(({ url, locked }) => (script === "python_client.py" ? [url, locked] : [url]));
  const env = {
    ...process.env,
    NO_PROXY: "127.0.0.1,localhost",
    no_proxy: "127.0.0.1,localhost",
    HF_HUB_DISABLE_TELEMETRY: "1",
    GRADIO_ANALYTICS_ENABLED: "False",
    PYTHONWARNINGS: "ignore",
  };
  const asked = script === "command.py" ? calls.filter(({ endpoint }) => BY_COMMAND.includes(endpoint)) : calls;
  const made = JSON.stringify(asked.map(({ name, endpoint, inputs }) => ({ name, endpoint, inputs })));
  const printed = await runCommand(await prepareEnvironment(environment), [path, made, apps.folder, ...urls], { env });
  const [ours, theirs] = JSON.parse(printed.trimEnd().split("\n").at(-1) ?? "") as [unknown, unknown];
  return { ours, theirs };
}
