import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../../live/environment/paths.js";
import { withSection } from "./page-section.js";

const name = join("docs", "reliability.md");
const path = join(repository, name);

/** Replaces the lines of one section of docs/reliability.md. */
export async function writeSection(section: string, lines: readonly string[]): Promise<void> {
  await writeFile(path, withSection(await readFile(path, "utf8"), section, lines));
  console.log(`${name} is written`);
}

/** @returns Whether a section of that page has these lines. */
export async function checkSection(section: string, lines: readonly string[]): Promise<boolean> {
  const page = await readFile(path, "utf8");
  const upToDate = page === withSection(page, section, lines);
  if (!upToDate) console.log(`${name} does not count the cases there are; npm run test:faults -- --write does`);
  return upToDate;
}
