import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../environment/paths.js";
import { matrixFolder } from "./run-suite.js";

const name = join("docs", "compatibility.md");

export async function writePage(text: string): Promise<void> {
  await writeFile(join(repository, name), text);
  console.log(`${name} is written\n`);
}

/** Print how the page differs from the one there is. @returns Whether they are the same. */
export async function checkPage(text: string): Promise<boolean> {
  const fresh = join(matrixFolder, "compatibility.md");
  await writeFile(fresh, text);
  const { status, stdout, error } = spawnSync("diff", ["-u", name, fresh], { cwd: repository, encoding: "utf8" });
  if (error !== undefined) throw error;
  console.log(
    status === 0 ? `${name} is what this run gives\n` : `${name} is not what this run gives; npm run test:matrix writes it:\n\n${stdout}`,
  );
  return status === 0;
}
