import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, codeProgram, codeSnippet } from "@gradio-ts/client";
import { transformSync } from "esbuild";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONFIG, INFO, json, ScriptedServer } from "../together/scripted-server.js";

/** Each would leave a file behind, were it run by one of the languages. */
const HOSTILE = [
  `"); require("fs").writeFileSync("pwned", ""); ("`,
  `\`); process.getBuiltinModule("fs").writeFileSync("pwned", ""); (\``,
  `\${process.getBuiltinModule("fs").writeFileSync("pwned", "")}`,
  `"); open("pwned", "w"); ("`,
  `'''); open('pwned', 'w'); ('''`,
  `"""); open("pwned", "w"); ("""`,
  "{open('pwned', 'w')}",
  "$(touch pwned)",
  "`touch pwned`",
  "'; touch pwned; '",
  "'\ntouch pwned\n'",
  "\\'; touch pwned #",
  '"; touch pwned; "',
  '"$(touch pwned)"',
  "\nEOF\ntouch pwned\n",
  "\r\ntouch pwned",
  "x\0; touch pwned",
  "*/ process.getBuiltinModule('fs').writeFileSync('pwned', '') /*",
  "# \nopen('pwned', 'w')",
  "</script><script>",
  "!touch pwned",
  "; touch pwned;",
  "| touch pwned",
  "> pwned",
  "\u2028process.getBuiltinModule('fs').writeFileSync('pwned', '')",
  "-o pwned",
  "@pwned",
  "\ud800",
  "\\(env)",
  "[0]; env",
];

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gradio-ts-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (command: string, args: readonly string[], input?: string) =>
  execFileSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
    ...(input === undefined ? {} : { input }),
  });

/** An app whose endpoint, parameters, examples and keys are all of this text. */
async function hostileInfo(text: string) {
  const server = new ScriptedServer();
  const component = (id: number) => ({ ...CONFIG.components[0], id });
  server.on("config", () =>
    json({
      ...CONFIG,
      components: [1, 2, 3, 4].map(component),
      dependencies: [{ ...CONFIG.dependencies[0], api_name: text, inputs: [1, 2, 3] }],
    }),
  );
  const base = INFO.named_endpoints["/echo"].parameters[0];
  const anything = { type: {} };
  const parameters = [
    { ...base, parameter_name: text, example_input: text },
    { ...base, parameter_name: `${text}2`, type: anything, example_input: { [text]: [text] } },
    { ...base, parameter_name: "plain", example_input: text },
  ];
  const described = { ...INFO.named_endpoints["/echo"], parameters, description: text };
  server.on("gradio_api/info", () => json({ named_endpoints: { [`/${text}`]: described }, unnamed_endpoints: {} }));
  const client = await Client.connect("http://app.test", { fetch: server.fetch });
  const info = client.viewApi();
  await client.close();
  return info;
}

/** What `call` is given, as JSON: of every snippet one line. */
const JS_STUB = `const Client = { connect: async () => ({ predict: async (...call) => console.log(JSON.stringify(call)) }) };\nconst console_ = console;\n`;
const PYTHON_STUB = `import json
class Client:
    def __init__(self, src): pass
    def predict(self, *args, api_name=None, **kwargs): print(json.dumps([api_name, list(kwargs.values())]))
`;

describe("a snippet of a hostile app's is inert", { timeout: 60_000 }, () => {
  it("in TypeScript, and means what the app said", async () => {
    for (const text of HOSTILE) {
      const code = codeSnippet(await hostileInfo(text), 0)
        .replace(/^import .*\n/, JS_STUB)
        .replace(/^console\.log\(output\);$/m, "");
      const [endpoint, inputs] = JSON.parse(run(process.execPath, ["--input-type=module"], code)) as [string, Record<string, unknown>];
      expect([endpoint, inputs["plain"], inputs[`${text}2`]]).toEqual([`/${text}`, text, { [text]: [text] }]);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it("in Python, and means what the app said", async () => {
    writeFileSync(join(folder, "gradio_client.py"), PYTHON_STUB);
    const snippets = await Promise.all(HOSTILE.map(async (text) => codeSnippet(await hostileInfo(text), 0, { language: "python" })));
    for (const [index, code] of snippets.entries()) writeFileSync(join(folder, `${index}.py`), code.replace(/print\(result\)$/, ""));
    const script = `import runpy\nfor index in range(${snippets.length}): runpy.run_path(f"{index}.py")`;
    const lines = run("python3", ["-B", "-"], script).trim().split("\n");
    const read = lines.map((line) => JSON.parse(line) as [string, unknown[]]);
    expect(read).toEqual(HOSTILE.map((text) => [`/${text}`, [text, { [text]: [text] }, text]]));
    expect(readdirSync(folder).filter((name) => !name.endsWith(".py"))).toEqual([]);
  });

  it("in bash, and sends what the app said", async () => {
    for (const text of HOSTILE) {
      const code = codeSnippet(await hostileInfo(text), 0, { language: "bash" });
      run("bash", [], `curl() { [ "$1" != -sS ] || printf '%s\\0' "$@" > words; }\n${code}`);
      const body = readFileSync(join(folder, "words"), "utf8").split("\0").at(-2) ?? "";
      expect(JSON.parse(body)).toEqual({ data: [text, { [text]: [text] }, text] });
    }
    expect(readdirSync(folder)).toEqual(["words"]);
  });

  it("for the command line", async () => {
    for (const text of HOSTILE) {
      const code = codeSnippet(await hostileInfo(text), 0, { language: "cli" });
      const [count, ...words] = run("bash", [], `npx() { printf '%s\\0' "$#" "$@"; }\n${code}`).split("\0");
      expect([count, ...words.slice(0, 3)]).toEqual(["5", "gradio-ts", "predict", "http://app.test/"]);
      expect(["0", `/${text}`]).toContain(words[3]);
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("a program of a hostile app's is inert, and finds what an earlier call gave", { timeout: 120_000 }, () => {
  const GIVEN = "a text of the app's which is passed on";
  const answer = (text: string) => ({ [text]: [GIVEN] });
  const program = async (text: string, language: "typescript" | "python" | "bash" | "cli") => {
    const calls = [
      { endpoint: 0, output: answer(text) },
      { endpoint: 0, inputs: { plain: GIVEN } },
    ];
    return codeProgram(await hostileInfo(text), calls, { language });
  };
  /** It reads no half letters: where one is in the way, the text itself is written. */
  const forJq = HOSTILE.filter((text) => !/\p{Cs}/u.test(text));
  /** Runs commands that are given `ANSWER`, and keep what the last one was given. */
  const bodyOf = (text: string, code: string, stub: string) => {
    const quoted = JSON.stringify(answer(text)).replaceAll("'", "'\\''");
    run("bash", [], `ANSWER='${quoted}'\n${stub}\n${code}`);
    return JSON.parse(readFileSync(join(folder, "body"), "utf8")) as Record<string, unknown>;
  };

  it("in TypeScript", async () => {
    for (const text of HOSTILE) {
      const stub = `const show = globalThis.console.log; const console = { log() {} };
        const predict = async (...call) => { show(JSON.stringify(call)); return ${JSON.stringify(answer(text))}; };
        const Client = { connect: async () => ({ predict }) };\n`;
      const { code } = transformSync((await program(text, "typescript")).replace(/^import .*\n/, stub), { loader: "ts" });
      const [, last = ""] = run(process.execPath, ["--input-type=module"], code).trim().split("\n");
      expect(JSON.parse(last)).toMatchObject([`/${text}`, { plain: GIVEN }]);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it("in Python", async () => {
    const stub = (text: string) => `import json
show = print
def print(*_): pass
class Client:
    def __init__(self, src): pass
    def predict(self, *args, api_name=None, **kwargs):
        show(json.dumps(kwargs))
        return json.loads(${JSON.stringify(JSON.stringify(answer(text)))})
`;
    for (const [index, text] of HOSTILE.entries()) {
      const code = (await program(text, "python")).replace(/^from .*\n/, stub(text));
      writeFileSync(join(folder, `${index}.py`), code);
    }
    const script = `import runpy\nfor index in range(${HOSTILE.length}): runpy.run_path(f"{index}.py")`;
    const lines = run("python3", ["-B", "-"], script).trim().split("\n");
    const last = lines.filter((_, index) => index % 2 === 1).map((line) => (JSON.parse(line) as Record<string, unknown>)["plain"]);
    expect(last).toEqual(HOSTILE.map(() => GIVEN));
    expect(readdirSync(folder).filter((name) => !name.endsWith(".py"))).toEqual([]);
  });

  it("in bash", async () => {
    const stub = `curl() { for last; do :; done
      if [ "$1" = -sSN ]; then printf 'event: complete\\ndata: [%s]\\n' "$ANSWER"; elif [ "$last" = @- ]; then cat > body; fi; }`;
    for (const text of forJq) {
      expect(bodyOf(text, await program(text, "bash"), stub)).toMatchObject({ data: [text, { [text]: [text] }, GIVEN] });
    }
    expect(readdirSync(folder)).toEqual(["body"]);
  });

  it("for the command line", async () => {
    const stub = `npx() { for last; do :; done; if [ "$last" = - ]; then cat > body; else printf '%s' "$ANSWER"; fi; }`;
    for (const text of forJq) expect(bodyOf(text, await program(text, "cli"), stub)).toMatchObject({ plain: GIVEN });
    expect(readdirSync(folder)).toEqual(["body"]);
  });
});

describe("a file that an app names", () => {
  it.each<[string, unknown]>([
    ["the path of an example", { path: "/home/ada/.ssh/id_rsa", meta: { _type: "gradio.FileData" } }],
    ["a path beside a url that is none", { path: ".env", url: "file:///home/ada/.env", meta: { _type: "gradio.FileData" } }],
    ["an example as text", "~/.aws/credentials"],
  ])("%s uploads nothing of whoever runs the snippet", async (_, example) => {
    const server = new ScriptedServer();
    const base = INFO.named_endpoints["/echo"].parameters[0];
    const type = { title: "FileData", type: "object", properties: { path: { type: "string" } } };
    const described = { ...INFO.named_endpoints["/echo"], parameters: [{ ...base, type, example_input: example }] };
    server.on("gradio_api/info", () => json({ named_endpoints: { "/echo": described }, unnamed_endpoints: {} }));
    const client = await Client.connect("http://app.test", { fetch: server.fetch });
    for (const language of ["typescript", "python", "bash", "cli"] as const) {
      const code = codeSnippet(client.viewApi(), "/echo", { language });
      expect(code).toContain("path/to/");
      expect(code).not.toMatch(/\/home|\/\.|~|file:/);
    }
    await client.close();
  });
});
