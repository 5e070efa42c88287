import type { Problem } from "./read-problems.js";

/** What is wrong between the list and the tests. @param cited Where each row is cited: the files, by row. */
export function complaints(problems: readonly Problem[], cited: ReadonlyMap<number, readonly string[]>): readonly string[] {
  const untested = problems
    .filter(({ row, later }) => !later && !cited.has(row))
    .map(({ row, problem }) => `No test is named after users.md row ${row}: ${problem}`);
  const tested = problems
    .filter(({ row, later }) => later && cited.has(row))
    .map(({ row }) => `Row ${row} says “later”, and is tested by ${cited.get(row)?.join(", ")}`);
  const unknown = [...cited]
    .filter(([row]) => !problems.some((problem) => problem.row === row))
    .map(([row, files]) => `There is no row ${row}, which is cited by ${files.join(", ")}`);
  return [...untested, ...tested, ...unknown];
}
