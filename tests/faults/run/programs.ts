import { fileURLToPath } from "node:url";
import { prepareEnvironment } from "../../live/environment/prepare-environment.js";
import type { Program } from "./subject.js";

const file = (name: string) => fileURLToPath(new URL(`subjects/${name}`, import.meta.url));
const ofNode = (name: string) => async (): Promise<Program> => ({ command: process.execPath, args: ["--import", "tsx", file(name)] });

/** The clients that cases can be put to. */
export const programs = {
  "gradio-ts": ofNode("gradio-ts.ts"),
  "gradio-client-js": ofNode("gradio-client-js.ts"),
  "gradio-client-python": async (): Promise<Program> => ({
    command: await prepareEnvironment("6.31.0"),
    args: [file("gradio_client_python.py")],
  }),
} as const;

export type ProgramName = keyof typeof programs;
