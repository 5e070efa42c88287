import type { Apps } from "./apps.js";
import { askFromCurl } from "./clients/curl.js";
import { askFromMcp } from "./clients/mcp.js";
import { askFromNpm } from "./clients/npm.js";
import { askFromOwn } from "./clients/own.js";
import { askFromPython } from "./clients/python.js";
import { readDocuments } from "./documents.js";
import { ofBoth, type Pair } from "./pair.js";
import { plain } from "./plain.js";

/** What is compared, by name: the answers to requests by hand, then each client's. */
export type Answers = Readonly<Record<string, unknown>>;

const ASK: Readonly<Record<string, (apps: Apps) => Promise<Pair>>> = {
  "gradio_client 2.7": (apps) => askFromPython("conformance", "python_client.py", apps),
  "gradio_client 1.14": (apps) => askFromPython("client-1", "python_client.py", apps),
  "gr.load": (apps) => askFromPython("conformance", "gr_load.py", apps),
  "the gradio command": (apps) => askFromPython("conformance", "command.py", apps),
  "@gradio/client": askFromNpm,
  curl: askFromCurl,
  "an MCP client": askFromMcp,
  "@gradio-ts/client": askFromOwn,
};
export const CLIENTS = Object.keys(ASK);

/** Makes all calls with every client. By hand comes first: its estimates depend on what ran before. */
export async function askEverything(apps: Apps): Promise<Pair<Answers>> {
  const { ours, theirs } = apps;
  const documents = await ofBoth({ ours, theirs }, ({ url }) => readDocuments(url));
  const asked = await Promise.all(Object.entries(ASK).map(async ([name, ask]) => [name, await ask(apps)] as const));
  const answers = [["documents", documents] as const, ...asked];
  const of = (side: keyof Pair, { url, locked }: Apps["ours"]) =>
    Object.fromEntries(answers.map(([name, pair]) => [name, plain(pair[side], [url, locked])]));
  return { ours: of("ours", ours), theirs: of("theirs", theirs) };
}
