import { readdirSync, readFileSync } from "node:fs";
import GithubSlugger from "github-slugger";
import MarkdownIt from "markdown-it";
import { repository } from "../live/environment/paths.js";

/** A fenced block of a page. */
export interface Block {
  /** `docs/jobs.md:12`, the line its text begins on. */
  readonly place: string;
  readonly language: string;
  readonly text: string;
  /** Why it is not run, as the comment before it says: `<!-- not run: it needs a Space -->`. */
  readonly notRun: string | undefined;
  /** What it prints, as the block right below it says. */
  readonly prints: string | undefined;
}

/** A page, as far as it can be checked. */
export interface Page {
  readonly path: string;
  readonly blocks: readonly Block[];
  readonly links: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

/** Languages of what a program may print. */
const OUTPUT = ["", "python", "bash"];
const parser = new MarkdownIt({ html: true });
type Token = ReturnType<typeof parser.parse>[number];

/** Every page of the repository that a user reads. */
export function readPages(): readonly Page[] {
  const docs = readdirSync(`${repository}/docs`).filter((name) => name.endsWith(".md"));
  const packages = ["client", "server", "cli"].map((name) => `packages/${name}/README.md`);
  return ["README.md", "CONTRIBUTING.md", "examples/README.md", ...docs.map((name) => `docs/${name}`), ...packages].map(readPage);
}

function readPage(path: string): Page {
  const tokens = parser.parse(readFileSync(`${repository}/${path}`, "utf8"), {});
  const slugger = new GithubSlugger();
  const headings = tokens.flatMap((token, at) => (token.type === "heading_open" ? [textOf(tokens[at + 1])] : []));
  const links = tokens.flatMap(({ children }) => children ?? []).flatMap((token) => token.attrGet("href") ?? token.attrGet("src") ?? []);
  return { path, links, anchors: new Set(headings.map((text) => slugger.slug(text))), blocks: readBlocks(path, tokens) };
}

function readBlocks(path: string, tokens: readonly Token[]): readonly Block[] {
  return tokens.flatMap((token, at) => {
    const before = tokens[at - 1];
    const after = tokens[at + 1];
    if (token.type !== "fence" || (before?.type === "fence" && isOutput(token) && isProgram(before))) return [];
    const [, notRun] = before?.type === "html_block" ? (/^<!-- not run: (.*) -->$/.exec(before.content.trim()) ?? []) : [];
    const prints = isProgram(token) && after?.type === "fence" && isOutput(after) ? after.content : undefined;
    return [{ place: `${path}:${(token.map?.[0] ?? 0) + 2}`, language: token.info, text: token.content, notRun, prints }];
  });
}

const isProgram = ({ info }: Token) => info === "ts" || info === "sh";
const isOutput = ({ info }: Token) => OUTPUT.includes(info);

/** A heading without its marks. */
function textOf(inline: Token | undefined): string {
  return (inline?.children ?? []).map(({ content }) => content).join("");
}
