import { bundleSize } from "../../scripts/packages/bundle-size.js";
import { repository } from "../../tests/live/environment/paths.js";
import { importTimes } from "../measure/import-time.js";
import { roomSizes } from "../measure/room-sizes.js";
import type { Plan } from "../plan.js";
import { bundleTable, importTable, roomTable } from "../report/package-tables.js";
import type { Section } from "./section.js";

/** What a package costs before anything is called. */
export async function measurePackages({ imports }: Plan, wants: (part: string) => boolean): Promise<readonly Section[]> {
  const sections: Section[] = [];
  if (wants("import")) {
    console.error("import …");
    const about = `\`await import(…)\` in ${imports} fresh Node processes each, in turns.`;
    sections.push({ title: "Import time", about, table: importTable(await importTimes(imports)) });
  }
  if (wants("bundle")) {
    console.error("bundle …");
    const about =
      "`import { Client }` for browsers: esbuild, ES modules with splitting, minified, each chunk gzipped at level 9. What calls need is " +
      "loaded by `connect`, while it waits for the network: every page that connects loads it, if not first.";
    const sizes = {
      "@gradio/client": await bundleSize("@gradio/client", repository),
      "@gradio-ts/client": await bundleSize("@gradio-ts/client", repository),
    };
    sections.push({ title: "Bundle size", about, table: `${bundleTable(sizes)}\n\n${roomTable(await roomSizes())}` });
  }
  return sections;
}
