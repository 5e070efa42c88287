/** A row of docs/users.md. */
export interface Problem {
  readonly row: number;
  readonly problem: string;
  /** The part it concerns, e.g. `"client"`. */
  readonly concerns: string;
  /** No test stands for it yet. */
  readonly later: boolean;
}

/** The table of docs/users.md. @throws Error where its rows are not numbered from 1. */
export function readProblems(page: string): readonly Problem[] {
  const problems = [...page.matchAll(/^\| (\d+) \| (.+) \| (\w+)(, later)? \|$/gm)].map(
    ([, row, problem = "", concerns = "", later]): Problem => ({ row: Number(row), problem, concerns, later: later !== undefined }),
  );
  const lines = page.match(/^\| *\d.*$/gm) ?? [];
  if (problems.length === 0 || problems.length !== lines.length || problems.some(({ row }, index) => row !== index + 1))
    throw new Error("docs/users.md has no table of rows that are numbered from 1: | 1 | problem | part |, or | part, later |");
  return problems;
}
