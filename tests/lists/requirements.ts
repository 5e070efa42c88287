import type { List } from "./listed.js";

/** One of packages/server/requirements.json. What clients need must be there; what they or users expect should, or says why it comes later. */
export type Requirement = { readonly must: string } | { readonly should: string; readonly later?: string };

/** What a server owes its clients. @throws Error where an entry is none. */
export function requirements(written: Readonly<Record<string, Requirement>>): List {
  const entries = Object.entries(written).map(([key, requirement]) => {
    const number = Number(/^S(\d+)$/.exec(key)?.[1]);
    const words = "must" in requirement ? requirement.must : requirement.should;
    const later = "later" in requirement;
    if (!Number.isInteger(number) || typeof words !== "string" || ("must" in requirement && later))
      throw new Error(`requirements.json: ${key} is neither {"must": words} nor {"should": words}, with "later": reason if it has no test`);
    return { number, words, later };
  });
  return { title: "requirements of a server", entries, name: (number) => `S${number}`, citedIn };
}

/** `S93`, `S42, S43`. */
function citedIn(text: string): readonly number[] {
  return [...text.matchAll(/\bS(\d{1,3})\b/g)].map(([, number]) => Number(number));
}
