import { type ApiInfo, codeProgram } from "@gradio-ts/client";
import { oneLine } from "../screen/printable.js";
import type { Calls } from "./to-calls.js";

export type ProgramLanguage = NonNullable<NonNullable<Parameters<typeof codeProgram>[2]>["language"]>;

/** The calls as one program, and what is not in it as comments behind it; no calls are no program. Ends its last line. */
export function programText({ calls, notes }: Calls, info: ApiInfo, language: ProgramLanguage): string {
  const mark = language === "typescript" ? "//" : "#";
  const program = calls.length === 0 ? [] : [codeProgram(info, calls, { language }), ""];
  // A note may hold the app's words, which begin no line of code.
  const comments = notes.map((note) => `${mark} ${oneLine(note)}`);
  return [...program, ...comments, ""].join("\n").replace(/\n+$/, "\n");
}
