import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ApiInfo, Client, codeProgram, codeSnippet, handleFile } from "@gradio-ts/client";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { comparable, recordCalls, type SeenCall } from "./calls/record-calls.js";
import { liveFolder, repository } from "./environment/paths.js";
import { prepareEnvironment } from "./environment/prepare-environment.js";
import { runCommand } from "./environment/run-command.js";
import { liveServers, since } from "./live-servers.js";

const LANGUAGES = ["typescript", "python", "bash"] as const;
type Language = (typeof LANGUAGES)[number];

const HARD = "it's \"quoted\" \\ \\n `x` $HOME $(x) %s !! \t\n é😀\u2028 {1} [2] # ''' \u0001 'end'";
const FILES = [`it's a; "b".txt`, "c.txt", "d.txt"] as const;
const LONG = "wörd ".repeat(30_000);
const programs = fileURLToPath(new URL("snippets/", import.meta.url));
const env = { ...process.env, NO_PROXY: "127.0.0.1,localhost", no_proxy: "127.0.0.1,localhost", HF_HUB_DISABLE_TELEMETRY: "1" };

interface Call {
  readonly what: string;
  readonly endpoint: string;
  readonly inputs?: readonly unknown[] | Record<string, unknown>;
  /** One after the other, each with a value per output. */
  readonly outputs: readonly (readonly unknown[])[];
  /** Whether Python's client can make this call at all. */
  readonly inPython?: boolean | "never";
}

function callsOn(version: string): readonly Call[] {
  const example = since(version, "4.0") ? "Hello!!" : since(version, "3.26") ? "Howdy!" : "";
  return [
    { what: "a text", endpoint: "/echo", inputs: ["Ada"], outputs: [["echo: Ada"]] },
    { what: "quotes and escapes", endpoint: "/echo", inputs: [HARD], outputs: [[`echo: ${HARD}`]] },
    { what: "a text too long for a command line", endpoint: "/echo", inputs: [LONG], outputs: [[`echo: ${LONG}`]] },
    { what: "the examples", endpoint: "/echo", outputs: [[`echo: ${example}`]] },
    { what: "defaults", endpoint: "/greet", inputs: ["Ada"], outputs: [["Hello Ada Hello Ada"]] },
    { what: "numbers", endpoint: "/add", inputs: [1.5, -2], outputs: [[-0.5]] },
    {
      what: "several outputs",
      endpoint: "/measure",
      inputs: ["abca"],
      outputs: [["ABCA", 4, { letters: ["a", "b", "c"] }]],
      // Before, it gave the path of a file that held the JSON.
      inPython: since(version, "4.0"),
    },
    { what: "no output", endpoint: "/nothing", inputs: ["snippet"], outputs: [[]] },
    { what: "a generator", endpoint: "/count", inputs: [3], outputs: [["0"], ["1"], ["2"]] },
    { what: "state", endpoint: "/remember", inputs: ["word"], outputs: [["word"]] },
    // It fills the slots of state, but not those of buttons (protocol.md §1.3).
    { what: "a button", endpoint: "/pressed", inputs: ["x"], outputs: [['[null, "x"]']], inPython: "never" },
    { what: "no queue", endpoint: "/direct", inputs: ["Ada"], outputs: [["echo: Ada"]] },
    { what: "a file", endpoint: "/look_at", inputs: [handleFile(FILES[0])], outputs: [[expect.stringMatching(/\.txt", "size": 5\}$/)]] },
    { what: "files", endpoint: "/join_files", inputs: [["c.txt", "d.txt"]], outputs: [['["c.txt", "d.txt"]']] },
  ];
}

describe.each(liveServers())("A call as code, on Gradio $version", ({ url, version, python }) => {
  let info: ApiInfo;
  let folder = "";
  let seen: readonly SeenCall[] = [];
  beforeAll(async () => {
    seen = await recordCalls(url);
    info = (await Client.connect(url)).viewApi();
    await mkdir(liveFolder, { recursive: true });
    folder = await mkdtemp(join(liveFolder, "snippets-"));
    for (const file of FILES) await writeFile(join(folder, file), "12345");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  describe.each(LANGUAGES)("in %s", (language) => {
    // Python's client came with 3.24.
    const can = ({ inPython = true }: Call) => language !== "python" || (inPython === true && since(version, "3.24"));
    const calls = callsOn(version).filter(({ inPython }) => language !== "python" || inPython !== "never");
    let printed: readonly (readonly unknown[])[] = [];
    beforeAll(async () => {
      const snippets = calls.map(({ endpoint, inputs }) => codeSnippet(info, endpoint, { language, inputs }));
      printed = await RUN[language](await save(snippets, language), folder, version, python);
    });

    for (const [index, call] of calls.entries()) {
      it.runIf(can(call))(`runs as pasted: ${call.what}`, () => {
        const { returns = [], generator = false } = info.namedEndpoints[call.endpoint] ?? {};
        const rows = (printed[index] ?? []).map((value) => (returns.length === 1 && language !== "bash" ? [value] : value));
        // A direct run gives the first output only (protocol.md §5).
        const outputs = generator && language === "bash" && !since(version, "4.20") ? call.outputs.slice(0, 1) : call.outputs;
        expect(rows).toEqual(outputs.map((row) => (language === "bash" ? withHidden(row, rows[0]) : row)));
      });
    }

    it.runIf(can({ what: "", endpoint: "", outputs: [] }))("runs as pasted: several calls in one program", async () => {
      const program = codeProgram(info, seen, { language });
      expect(program).toMatch(/give_?back_?(output|result)/i);
      const paths = await save([program], `${language}-program`);
      if (language === "bash") {
        const rows = readCurls(await runCommand("bash", paths, { env, cwd: folder }));
        // A direct run gives a generator's first output only (protocol.md §5).
        const last = ({ outputs }: SeenCall) => outputs.at(since(version, "4.20") ? -1 : 0);
        expect(rows.map((row, index) => comparable(visible(row, seen[index])))).toEqual(seen.map((call) => comparable(last(call))));
      } else {
        const [printed] = await RUN[language](paths, folder, version, python);
        expect(comparable(printed)).toEqual(comparable(seen.flatMap(({ outputs }) => outputs)));
      }
    });
  });

  /** What `predict` would make of the slots that curl tells. */
  function visible(row: readonly unknown[], call: SeenCall | undefined): unknown {
    const { returnSlots = [] } = info.namedEndpoints[call?.endpoint ?? ""] ?? {};
    const values = returnSlots.map((slot) => row[slot]);
    return values.length === 1 ? values[0] : values;
  }

  it("writes Python that means the value", async () => {
    const values = fc.sample(
      fc.jsonValue({ stringUnit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
      300,
    );
    const snippets = values.map((value) => codeSnippet(info, "/echo", { language: "python", inputs: [value] }));
    const read = await runCommand(python, [join(programs, "read_arguments.py"), ...(await save(snippets, "values"))]);
    expect(JSON.parse(read)).toEqual(JSON.parse(JSON.stringify(values)));
  });

  async function save(snippets: readonly string[], kind: string): Promise<readonly string[]> {
    const paths = snippets.map((_, index) => join(folder, `${kind}-${index}.ts`));
    await Promise.all(snippets.map((snippet, index) => writeFile(paths[index] ?? "", snippet)));
    return paths;
  }
});

/** `/call` and `/run` tell of state, too, which is always null. */
function withHidden(row: readonly unknown[], printed: unknown): readonly unknown[] {
  const surplus = Array.isArray(printed) ? printed.length - row.length : 0;
  return [...row, ...Array.from({ length: Math.max(surplus, 0) }, () => null)];
}

type Run = (paths: readonly string[], cwd: string, version: string, python: string) => Promise<readonly (readonly unknown[])[]>;

/** What programs print: in TypeScript and Python the values themselves, of curl what its text tells. */
const RUN: Readonly<Record<Language, Run>> = {
  typescript: async (paths, cwd) => {
    const tsx = fileURLToPath(import.meta.resolve("tsx"));
    const told = await runCommand(process.execPath, ["--import", tsx, join(programs, "run-snippets.ts"), ...paths], {
      env: { ...env, TSX_TSCONFIG_PATH: join(repository, "tsconfig.json") },
      cwd,
    });
    return JSON.parse(told) as unknown[][];
  },
  python: async (paths, cwd, version, python) => {
    // Its newest client speaks no WebSocket any more.
    const interpreter = since(version, "4.0") ? await prepareEnvironment("tools") : python;
    const told = await runCommand(interpreter, [join(programs, "run_snippets.py"), ...paths], { env, cwd });
    return JSON.parse(told.trimEnd().split("\n").at(-1) ?? "") as unknown[][];
  },
  bash: (paths, cwd) => Promise.all(paths.map(async (path) => readCurl(await runCommand("bash", [path], { env, cwd })))),
};

/** The last outputs of several calls. */
function readCurls(text: string): readonly (readonly unknown[])[] {
  const complete = [...text.matchAll(/^event: complete\ndata: (.*)$/gm)].map(([, data = ""]) => JSON.parse(data) as unknown[]);
  const direct = text.split("\n").filter((line) => line.startsWith("{"));
  return [...complete, ...direct.map((line) => (JSON.parse(line) as { readonly data: unknown[] }).data)];
}

function readCurl(text: string): readonly unknown[] {
  if (text.startsWith("{")) return [(JSON.parse(text) as { readonly data?: unknown }).data ?? text];
  const events = [...text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, event, data = ""]) => ({
    event,
    data: JSON.parse(data) as unknown,
  }));
  const generating = events.filter(({ event }) => event === "generating");
  return (generating.length > 0 ? generating : events.filter(({ event }) => event === "complete")).map(({ data }) => data);
}
