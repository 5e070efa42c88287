import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { repository } from "../live/environment/paths.js";
import { readPages } from "./markdown.js";

const pages = readPages();
const at = new Map(pages.map((page) => [page.path, page]));

describe("links", () => {
  it.each(pages.map((page) => [page.path, page] as const))("of %s lead somewhere", (_, { path, links }) => {
    expect(links.filter((link) => !/^https?:/.test(link) && !leads(path, decodeURI(link)))).toEqual([]);
  });

  it("lead from the index to every page of docs/", () => {
    const index = at.get("docs/README.md");
    const names = pages.map(({ path }) => path).filter((path) => path.startsWith("docs/") && path !== "docs/README.md");
    expect(names.filter((path) => !index?.links.includes(relative("docs", path)))).toEqual([]);
  });
});

function leads(from: string, link: string): boolean {
  const [file = "", anchor] = link.split("#");
  const target = file === "" ? from : join(dirname(from), file);
  if (!existsSync(join(repository, target))) return false;
  return anchor === undefined || at.get(target)?.anchors.has(anchor) === true;
}
