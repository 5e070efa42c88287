import type { List, Listed } from "./listed.js";

/** The table of docs/users.md. @throws Error where its rows are not numbered from 1. */
export function users(page: string): List {
  const entries = [...page.matchAll(/^\| (\d+) \| (.+) \| \w+(, later)? \|$/gm)].map(
    ([, row, words = "", later]): Listed => ({ number: Number(row), words, later: later !== undefined }),
  );
  const lines = page.match(/^\| *\d.*$/gm) ?? [];
  if (entries.length === 0 || entries.length !== lines.length || entries.some(({ number }, index) => number !== index + 1))
    throw new Error("docs/users.md has no table of rows that are numbered from 1: | 1 | problem | part |, or | part, later |");
  return { title: "problems of users", entries, name: (number) => `users.md row ${number}`, citedIn };
}

/** `users.md row 7`, `users.md rows 7, 8`. */
function citedIn(text: string): readonly number[] {
  return [...text.matchAll(/users\.md rows? ([\d, and]+)/g)].flatMap(([, rows = ""]) => (rows.match(/\d+/g) ?? []).map(Number));
}
