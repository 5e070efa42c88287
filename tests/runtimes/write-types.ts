import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { RECORDED_OLD_VERSIONS, RECORDED_VERSIONS } from "../fixtures/read-recorded.js";
import { recordedTypes } from "../fixtures/recorded-types.js";

/** Writes what `gradio-ts types` makes of recorded apps of all versions into a project, and a program that gives them to clients. @returns the program. */
export async function writeTypes(project: string): Promise<string> {
  const lines = ['import type { Client } from "@gradio-ts/client";'];
  for (const [index, version] of [...RECORDED_OLD_VERSIONS, ...RECORDED_VERSIONS].entries()) {
    writeFileSync(join(project, `recorded-${version}.ts`), await recordedTypes(version));
    lines.push(
      `import type { RecordedApp as App${index} } from "./recorded-${version}.js";`,
      `export type Client${index} = Client<App${index}>;`,
    );
  }
  writeFileSync(join(project, "recorded.ts"), lines.join("\n"));
  return "recorded.ts";
}
