/** `npm run check:lists`: every entry of the lists has a test that is named after it, but for those that say “later”. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import written from "../../packages/server/requirements.json" with { type: "json" };
import { repository } from "../live/environment/paths.js";
import { complaints } from "./complaints.js";
import type { List } from "./listed.js";
import { requirements } from "./requirements.js";
import { testNames } from "./test-names.js";
import { users } from "./users.js";

const isTest = (file: string) => /\.test(-d)?\.ts$|\bcheck-packages\.ts$/.test(file) && !/\b(node_modules|dist)\b/.test(file);
const files = ["packages", "tests", "scripts"]
  .flatMap((folder) => readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)))
  .filter(isTest);
const names = files.map((file) => [file, testNames(file, readFileSync(join(repository, file), "utf8")).join("\n")] as const);

const lists = [users(readFileSync(join(repository, "docs", "users.md"), "utf8")), requirements(written)];
if (!lists.map(check).every(Boolean)) process.exitCode = 1;

function check(list: List): boolean {
  const cited = new Map<number, string[]>();
  for (const [file, text] of names) {
    for (const number of new Set(list.citedIn(text))) cited.set(number, [...(cited.get(number) ?? []), file]);
  }
  const wrong = complaints(list, cited);
  for (const complaint of wrong) console.log(`✗ ${complaint}`);
  const later = list.entries.filter((entry) => entry.later).map(({ number }) => list.name(number));
  const tested = list.entries.length - later.length;
  if (wrong.length === 0) console.log(`${tested} of ${list.entries.length} ${list.title} have tests; for later: ${later.join(", ")}.`);
  return wrong.length === 0;
}
