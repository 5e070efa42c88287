import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../../live/environment/paths.js";
import type { FaultCase } from "../cases/case.js";
import { withCounts } from "./page-section.js";

const name = join("docs", "reliability.md");
const path = join(repository, name);

export async function writePage(cases: readonly FaultCase[]): Promise<void> {
  await writeFile(path, withCounts(await readFile(path, "utf8"), cases));
  console.log(`${name} is written`);
}

/** @returns Whether the page has the counts of these cases. */
export async function checkPage(cases: readonly FaultCase[]): Promise<boolean> {
  const page = await readFile(path, "utf8");
  const upToDate = page === withCounts(page, cases);
  if (!upToDate) console.log(`${name} does not count the cases there are; npm run test:faults -- --write does`);
  return upToDate;
}
