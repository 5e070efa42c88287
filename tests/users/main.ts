/** `npm run check:users`: every problem in docs/users.md has a test that is named after it, but for those that say “later”. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../live/environment/paths.js";
import { citedRows } from "./cited-rows.js";
import { complaints } from "./complaints.js";
import { readProblems } from "./read-problems.js";

const isTest = (file: string) => /\.test(-d)?\.ts$|\bcheck-packages\.ts$/.test(file) && !/\b(node_modules|dist)\b/.test(file);
const files = ["packages", "tests", "scripts"].flatMap((folder) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
);

const cited = new Map<number, string[]>();
for (const file of files.filter(isTest)) {
  for (const row of new Set(citedRows(file, readFileSync(join(repository, file), "utf8"))))
    cited.set(row, [...(cited.get(row) ?? []), file]);
}
const problems = readProblems(readFileSync(join(repository, "docs", "users.md"), "utf8"));
const wrong = complaints(problems, cited);
for (const complaint of wrong) console.log(`✗ ${complaint}`);
const later = problems.filter((problem) => problem.later).map(({ row }) => row);
const tested = problems.length - later.length;
if (wrong.length === 0)
  console.log(`${tested} of ${problems.length} problems of users have tests; rows ${later.join(", ")} are for later.`);
process.exitCode = wrong.length === 0 ? 0 : 1;
