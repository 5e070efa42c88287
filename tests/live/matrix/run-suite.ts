import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { liveFolder } from "../environment/paths.js";
import { type LiveServer, tellServers } from "../live-servers.js";
import { runVitest } from "../run-vitest.js";
import { type Target, withSuites } from "../with-suites.js";
import { readReport, type SuiteResult, type VitestReport } from "./read-report.js";

/** vitest's reports, and the page of the last run. */
export const matrixFolder = join(liveFolder, "matrix");

/** What one process of vitest said. */
export interface SuiteRun extends SuiteResult {
  /** What the server's `/config` names, where there was a server. */
  readonly protocol?: string;
  /** All that was printed meanwhile. */
  readonly output: string;
}

type Print = (text: string) => void;

/** The live tests on one version of Gradio. A `signal` that comes while the server starts keeps them from beginning. */
export function runVersion(target: Target, signal: AbortSignal): Promise<SuiteRun> {
  return keepOutput((print) =>
    withSuites(
      [target],
      (line) => print(`${line}\n`),
      async ([server]) => {
        if (server === undefined) throw new Error(`No server of Gradio ${target.version}`);
        signal.throwIfAborted();
        const protocol = await protocolOf(server);
        return { protocol, ...(await runProject("live", print, server)) };
      },
    ),
  );
}

/** The tests of Gradio's own clients with an app of ours. */
export function runInterop(): Promise<SuiteRun> {
  return keepOutput((print) => runProject("interop", print));
}

async function runProject(project: string, print: Print, server?: LiveServer): Promise<SuiteResult> {
  const file = join(matrixFolder, `${server?.version ?? project}.json`);
  // Of an earlier run.
  await rm(file, { force: true });
  const code = await runVitest({
    projects: [project],
    args: ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    env: { ...(server === undefined ? {} : tellServers([server])), NO_COLOR: "1", FORCE_COLOR: "0" },
    print,
  });
  const { outcomes, failures } = readReport(JSON.parse(await readFile(file, "utf8")) as VitestReport, server?.version);
  const failed = (message: string) => ({ outcomes, failures: [...failures, { where: `Project ${project}`, message }] });
  if (outcomes.every(({ mark }) => mark === "absent")) return failed("No test ran");
  // An error outside the tests, such as an unhandled rejection, is not in the report.
  if (code !== 0 && failures.length === 0) return failed(`vitest ended with ${code}: see what it printed`);
  return { outcomes, failures };
}

/** A run that breaks off is a failure, and no reason to break off the others. */
async function keepOutput(run: (print: Print) => Promise<Omit<SuiteRun, "output">>): Promise<SuiteRun> {
  let output = "";
  const print = (text: string) => {
    output += text;
  };
  const broken = (error: unknown) => ({ outcomes: [], failures: [{ where: "The run", message: String(error) }] });
  const said = await run(print).catch(broken);
  return { ...said, output };
}

async function protocolOf({ url, version }: LiveServer): Promise<string> {
  const response = await fetch(new URL("config", url));
  const config = (await response.json()) as { readonly version: string; readonly protocol?: string };
  // protocol.md §1: some end in a newline. protocol.md §0.1: none is named before 4.0.
  if (config.version.trim() !== version) throw new Error(`The server is of Gradio ${config.version.trim()}, not ${version}`);
  return config.protocol ?? "ws";
}
