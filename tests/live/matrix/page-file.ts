import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../environment/paths.js";
import { sectionsOf, withSection } from "./page-section.js";
import { matrixFolder } from "./run-suite.js";

const name = join("docs", "compatibility.md");

export async function writePage(text: string): Promise<void> {
  await writeFile(join(repository, name), await withOthers(text));
  console.log(`${name} is written\n`);
}

/** Print how the page differs from the one there is. @returns Whether they are the same. */
export async function checkPage(text: string): Promise<boolean> {
  const fresh = join(matrixFolder, "compatibility.md");
  await writeFile(fresh, await withOthers(text));
  const { status, stdout, error } = spawnSync("diff", ["-u", name, fresh], { cwd: repository, encoding: "utf8" });
  if (error !== undefined) throw error;
  console.log(
    status === 0 ? `${name} is what this run gives\n` : `${name} is not what this run gives; npm run test:matrix writes it:\n\n${stdout}`,
  );
  return status === 0;
}

/** With the sections that other commands have written. */
async function withOthers(text: string): Promise<string> {
  const present = await readFile(join(repository, name), "utf8");
  return sectionsOf(present).reduce(withSection, text);
}
