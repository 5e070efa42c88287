import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answering, except } from "./answers.js";
import { HARMLESS, makeApp } from "./app.js";
import { Terminal, type TerminalOptions } from "./terminal.js";

/** Back to the begin of the line, and it is empty. */
const CLEARED = "\u001b[1G\u001b[2K";

const HUB = new URL("hugging-face.ts", import.meta.url).pathname;
const app = makeApp();
let url = "";
beforeAll(async () => {
  ({ url } = await app.listen({ port: 0 }));
});
afterAll(() => app.close({ drain: 0 }));

/** What a command showed in a terminal, to its end. */
async function shown(words: readonly string[], options?: TerminalOptions): Promise<Terminal> {
  const terminal = new Terminal(words, options);
  await terminal.ended;
  return terminal;
}

function waiting(options?: TerminalOptions): Terminal {
  return new Terminal(["predict", url, "/wait", "label=x"], options);
}

describe.concurrent("In a terminal", () => {
  it("how far a call is stands on one line, drawn over and over, and gone at the end", async () => {
    const terminal = waiting();
    await terminal.until(() => terminal.shown.includes("drawing 2/28 steps"));
    expect(terminal.lines[0]).toMatch(/^⠋ connecting to http/);
    expect(terminal.shown).not.toContain("\n");
    terminal.type("\u0003");
    await terminal.ended;
    const [drawn = "", after = ""] = terminal.shown.split("\u001b[31merror CANCELLED");
    expect(drawn.endsWith(CLEARED)).toBe(true);
    expect(after).not.toMatch(/[⠋-⣿]/);
  });

  it("of 20 columns, no line is longer than it is wide", async () => {
    const terminal = waiting({ columns: 20 });
    await terminal.until(() => terminal.shown.includes("drawing"));
    terminal.type("\u0003");
    await terminal.ended;
    // What the terminal itself shows of the key comes after.
    const drawn = terminal.lines.filter((line) => /^[⠋-⣿]/.test(line)).map((line) => line.replace("^C", ""));
    expect(drawn.length).toBeGreaterThan(1);
    for (const line of drawn) expect(line.length).toBeLessThan(20);
  });

  it("nothing is drawn with --quiet, in CI, on a dumb terminal, or where stderr goes elsewhere", async () => {
    for (const options of [{ env: { CI: "true" } }, { env: { TERM: "dumb" } }, { rest: "2>/dev/null" }, { rest: "--quiet" }]) {
      const { shown: text, ended } = await shown(["predict", url, "/predict", "num1=4"], options);
      expect([options, text, await ended]).toEqual([options, "7\r\n", 0]);
    }
  });

  it("log lines and errors are coloured, unless NO_COLOR says otherwise or the terminal cannot", async () => {
    const fails = ["predict", url, "/fail"];
    expect((await shown(fails)).shown).toContain("\u001b[31merror APP_ERROR\u001b[39m: ");
    for (const env of [{ NO_COLOR: "1" }, { TERM: "dumb" }]) {
      const { lines } = await shown(fails, { env });
      expect(lines.at(-1)).toBe(`error APP_ERROR: ${HARMLESS}`);
    }
  });

  it("an upload is shown while it goes on, file by file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "gradio-ts-terminal-"));
    await writeFile(join(folder, "note.txt"), "short");
    await writeFile(join(folder, "film.bin"), new Uint8Array(3_000_000));
    const releases: (() => void)[] = [];
    const slow = await answering(async (request, response) => {
      if (request.method === "POST") await new Promise<void>((resolve) => releases.push(resolve));
      return except(url, /never/, () => {})(request, response);
    });
    const terminal = new Terminal(["upload", slow.url, "note.txt", "film.bin"], { cwd: folder });
    await terminal.until(() => terminal.shown.includes("uploading note.txt") && releases.length === 1);
    releases[0]?.();
    await terminal.until(() => /uploading film\.bin, \d+ kB of 3 MB/.test(terminal.shown) && releases.length === 2);
    releases[1]?.();
    expect(await terminal.ended).toBe(0);
    slow.close();
    await rm(folder, { recursive: true });
  });

  it("a Space that has to be woken says how far it is", async () => {
    const env = { NODE_OPTIONS: `--import tsx --import ${HUB}`, SPACE_APP: url };
    const terminal = await shown(["predict", "ada/sleeper", "/predict", "num1=4"], { env });
    for (const message of ["is asleep, and is being woken.", "is starting."]) expect(terminal.shown).toContain(`ada/sleeper ${message}`);
    expect([terminal.lines.at(-1), await terminal.ended]).toEqual(["7", 0]);
  });

  it("JSON is indented", async () => {
    expect((await shown(["predict", url, "/pair", "-q"])).shown).toBe('[\r\n  1,\r\n  "two"\r\n]\r\n');
  });

  it("nothing that an app says is obeyed", async () => {
    const text = (
      await Promise.all(
        [
          ["predict", url, "/tell"],
          ["predict", url, "/fail"],
        ].map((words) => shown(words)),
      )
    )
      .map(({ shown }) => shown)
      .join("");
    expect(text).toContain(HARMLESS);
    // Of all it can do, the command itself clears a line, goes to its begin, and colours.
    const own = [CLEARED, ...[31, 33, 36, 39].map((colour) => `\u001b[${colour}m`)];
    const rest = own.reduce((shown, sequence) => shown.replaceAll(sequence, ""), text);
    expect(rest.replaceAll("\r\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it("data that is piped on stays free of what is drawn", async () => {
    const { shown: text } = await shown(["predict", url, "/count", "n=3", "--stream"], { rest: "| sed 's/^/data: /'" });
    // What the next program prints may come behind something drawn.
    expect(text.match(/data: [^\r]*/g)).toEqual(["data: 0", "data: 1", "data: 2"]);
  });

  it("files are asked for where none is named: nobody is to type JSON", async () => {
    const { shown: text, ended } = await shown(["download", url]);
    expect([text.includes("Name files, or pipe JSON"), await ended]).toEqual([true, 2]);
  });
});
