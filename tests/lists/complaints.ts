import type { List } from "./listed.js";

/** What is wrong between a list and the tests. @param cited Where each entry is cited: the files, by number. */
export function complaints({ entries, name }: List, cited: ReadonlyMap<number, readonly string[]>): readonly string[] {
  const untested = entries
    .filter(({ number, later }) => !later && !cited.has(number))
    .map(({ number, words }) => `No test is named after ${name(number)}: ${words}`);
  const tested = entries
    .filter(({ number, later }) => later && cited.has(number))
    .map(({ number }) => `${name(number)} says “later”, and is tested by ${cited.get(number)?.join(", ")}`);
  const unknown = [...cited]
    .filter(([number]) => !entries.some((entry) => entry.number === number))
    .map(([number, files]) => `There is no ${name(number)}, which is cited by ${files.join(", ")}`);
  return [...untested, ...tested, ...unknown];
}
