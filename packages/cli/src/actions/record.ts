import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type ApiInfo, type AppConfig, type Client, InvalidArgumentError, UnsupportedAppError } from "@gradio-ts/client";
import type { AppAccess } from "../proxy/app-access.js";
import { GrowingProgram } from "../record/growing-program.js";
import { KeptFiles } from "../record/kept-files.js";
import { newLines } from "../record/new-lines.js";
import { Recording } from "../record/recording.js";
import { Traffic } from "../record/traffic.js";
import { printable } from "../screen/printable.js";
import { checkDirectory } from "./check-directory.js";
import { connect } from "./connect.js";
import { LANGUAGES } from "./info.js";
import { type ServeFlags, serveApp } from "./serve-app.js";
import type { Shell } from "./shell.js";

export interface RecordFlags extends ServeFlags {
  readonly language: keyof typeof LANGUAGES;
  /** The file; standard output without it. */
  readonly output?: string;
}

/**
 * Serves the app's own page, and makes one program of the calls that are made there; each is shown when it has ended.
 * @throws InvalidArgumentError, UnsupportedAppError, GradioError
 */
export async function record(shell: Shell, app: string, flags: RecordFlags): Promise<void> {
  const { output, language } = flags;
  const directory = output === undefined ? "." : dirname(output);
  await checkDirectory("--output", directory);
  if (output !== undefined && existsSync(output))
    throw new InvalidArgumentError(`--output: ${JSON.stringify(output)} exists; a recording replaces nothing.`, "--output");
  const { screen } = shell;
  const files = new KeptFiles(directory, (message) => screen.log("warning", `A file could not be kept: ${message}`));
  const recording = new Recording(() => program.grow());
  let describe = (): Promise<ApiInfo> => Promise.reject(new Error("There was no app to record."));
  const program = new GrowingProgram({
    language: LANGUAGES[language],
    entries: () => recording.entries,
    nameOf: (path) => files.nameOf(path),
    info: () => describe(),
    onText: async (text, before) => {
      if (shell.flags.quiet !== true) for (const line of newLines(before, text)) screen.plain(printable(line));
      if (output !== undefined) await writeFile(output, text);
    },
  });
  try {
    await serveApp(shell, app, flags, {
      watch: new Traffic(recording, files).watch,
      announce: async (address) => {
        screen.plain(address);
        screen.note("Use the app there. Ctrl-C ends the recording.");
      },
      onArrival: (client, access) => {
        if (client !== undefined) refuseGradio3(client.config);
        describe = async () => (client ?? (await enter(shell, app, access))).viewApi();
      },
    });
  } finally {
    const text = await program.finish();
    if (output === undefined && text !== "") await shell.output.text(text.trimEnd());
  }
}

/** Its page calls over WebSockets, which are not read (protocol.md §3.1). */
function refuseGradio3({ version }: AppConfig): void {
  if (Number.parseInt(version, 10) >= 4) return;
  throw new UnsupportedAppError(`record needs Gradio 4, and the app has ${version.trim()}. console has the code of each call.`);
}

/** How long the end of a recording may wait for what it has to know of the app. */
const LAST_QUESTION = 10_000;

/** An app that was locked has let somebody in meanwhile. Ctrl-C, which ends the recording, does not end this. */
function enter(shell: Shell, app: string, access: AppAccess): Promise<Client> {
  return connect(shell, app, { headers: access.headers(), signal: undefined, connectTimeout: LAST_QUESTION });
}
