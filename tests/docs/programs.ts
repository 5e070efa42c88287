import type { Block, Page } from "./markdown.js";

/** What a program prints where the block that it goes on from ends. */
export const MARK = "─── so far";

/** Something a page lets its reader run. */
export interface Program {
  readonly block: Block;
  /** A module, or the lines of a shell. */
  readonly text: string;
  /** The nearest program above that imports something: what a program without imports goes on from, and whose app a shell calls. */
  readonly after: Program | undefined;
}

/** The programs of a page, in order. One that imports nothing goes on from the nearest one above that does. */
export function programsOf({ blocks }: Page): readonly Program[] {
  const programs: Program[] = [];
  let opening: Program | undefined;
  for (const block of blocks) {
    const { language, text } = block;
    if (language === "ts" && /^import /m.test(text)) {
      opening = { block, text, after: undefined };
      programs.push(opening);
    } else if (language === "ts") programs.push({ block, text: continued(opening) + text, after: opening });
    else if (language === "sh") programs.push({ block, text, after: opening });
  }
  return programs;
}

function continued(opening: Program | undefined): string {
  return opening === undefined ? "" : `${opening.text}console.log("${MARK}");\n`;
}
