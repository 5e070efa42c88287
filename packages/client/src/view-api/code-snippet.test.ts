import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EndpointNotFoundError, InvalidArgumentError } from "../errors.js";
import { handleFile } from "../files/handle-file.js";
import { AppFile } from "../files/output-file.js";
import { api, GRADIO_3, parameter } from "../testing/described-api.js";
import { testHttp } from "../testing/test-http.js";
import type { ApiInfo } from "./api-info.js";
import { codeSnippet } from "./code-snippet.js";

type Language = "typescript" | "python" | "bash" | "cli";

const NAME = parameter("name", "text", { example: "Ada" });
const TIMES = parameter("times", "number", { required: false, default: 2 });
const NOTE = parameter("note", "text", { required: false, default: null });
const FILE = parameter("file", "file", { example: { path: "https://x.org/a.pdf", meta: { _type: "gradio.FileData" } } });

function lineOf(code: string, start: string): string | undefined {
  return code.split("\n").find((line) => line.startsWith(start));
}

describe("a call as code", () => {
  const greet = api({ parameters: [NAME, TIMES] });

  it("refuses options it does not have", () => {
    expect(() => codeSnippet(greet, "/call", { lang: "python" } as never)).toThrow(/no option "lang"/);
    expect(codeSnippet(greet, "/call", null as never)).toBe(codeSnippet(greet, "/call"));
  });

  it("is TypeScript with this client, unless another language is asked for", () => {
    expect(codeSnippet(greet, "/call")).toBe(`import { Client } from "@gradio-ts/client";

const client = await Client.connect("http://localhost:7860/");
const output = await client.predict("/call", { name: "Ada" });
console.log(output);`);
  });

  it("is Python with its gradio_client", () => {
    expect(codeSnippet(greet, "/call", { language: "python" })).toBe(`from gradio_client import Client

client = Client("http://localhost:7860/")
result = client.predict(name="Ada", api_name="/call")
print(result)`);
  });

  it("is bash with curl, which sends every slot", () => {
    const stateful = api({ parameters: [NAME, TIMES], slots: [null, "name", null, "times"] });
    expect(codeSnippet(stateful, "/call", { language: "bash" })).toBe(`EVENT_ID=$(curl -sS http://localhost:7860/gradio_api/call/call \\
  -H 'Content-Type: application/json' \\
  -d '{"data": [null, "Ada", null, 2]}' | cut -d '"' -f 4)
curl -sSN http://localhost:7860/gradio_api/call/call/$EVENT_ID`);
  });

  it("is bash for a Space that is told by its name", () => {
    const space = { ...greet, src: "Ada/my_app.v2" };
    expect(codeSnippet(space, "/call", { language: "bash" })).toContain("https://ada-my-app-v2.hf.space/gradio_api/call/call \\");
    expect(codeSnippet(space, "/call")).toContain('connect("Ada/my_app.v2")');
  });

  it("is the command line", () => {
    expect(codeSnippet(greet, "/call", { language: "cli" })).toBe("npx gradio-ts predict http://localhost:7860/ /call name=Ada");
  });

  it("is found by name with or without slash, or by number, in an info that went through JSON too", () => {
    const copy = JSON.parse(JSON.stringify(greet)) as ApiInfo;
    for (const endpoint of ["/call", "call", 3]) expect(codeSnippet(copy, endpoint)).toBe(codeSnippet(greet, "/call"));
  });

  it("takes inputs by place and by name, null as data, and leaves out what has a default", () => {
    const info = api({ parameters: [NAME, TIMES, NOTE] });
    const shown = (inputs: readonly unknown[] | Record<string, unknown>) => lineOf(codeSnippet(info, "/call", { inputs }), "const output");
    expect(shown(["Bob", undefined, "x"])).toContain('("/call", { name: "Bob", note: "x" })');
    expect(shown({ note: null, name: "Bob", times: 2 })).toContain('("/call", { name: "Bob", times: 2, note: null })');
    expect(shown({})).toContain('("/call", { name: "Ada" })');
  });

  it("shows null for what has neither example nor default, and no inputs where there are none", () => {
    expect(codeSnippet(api({ parameters: [parameter("x", "json")] }), "/call")).toContain('("/call", { x: null })');
    expect(codeSnippet(api({}), "/call")).toContain('client.predict("/call");');
    expect(codeSnippet(api({}), "/call", { language: "python" })).toContain('client.predict(api_name="/call")');
  });

  it("puts each input on a line of its own where one would be too long", () => {
    const long = api({ parameters: [NAME, parameter("text", "text", { example: "x".repeat(90) })] });
    expect(codeSnippet(long, "/call")).toContain(`client.predict("/call", {\n  name: "Ada",\n  text: "${"x".repeat(90)}",\n});`);
    expect(codeSnippet(long, "/call", { language: "python" })).toContain(
      `predict(\n    name="Ada",\n    text="${"x".repeat(90)}",\n    api_name="/call",\n)`,
    );
  });
});

describe("a generator as code", () => {
  const count = api({ generator: true, parameters: [parameter("n", "number", { example: 3 })] });

  it("tells every output", () => {
    expect(codeSnippet(count, "/call")).toContain(
      'const job = client.submit("/call", { n: 3 });\nfor await (const output of job) console.log(output);',
    );
    expect(codeSnippet(count, "/call", { language: "python" })).toContain(
      'job = client.submit(n=3, api_name="/call")\nfor output in job:\n    print(output)',
    );
    expect(codeSnippet(count, "/call", { language: "cli" })).toMatch(/ \/call --stream n=3$/);
  });

  it("says in bash what a direct run does not give", () => {
    const old = { ...count, http: GRADIO_3 };
    expect(codeSnippet(old, "/call", { language: "bash" })).toBe(
      "# Gives the first output; the others cannot be had this way.\ncurl -sS http://localhost:7860/run/call \\\n  -H 'Content-Type: application/json' \\\n  -d '{\"data\": [3]}'",
    );
  });
});

describe("old servers", () => {
  it("take Python's inputs by place, all of them", () => {
    const info = api({ parameters: [NAME, TIMES] }, { keywords: false });
    expect(codeSnippet(info, "/call", { language: "python" })).toContain('client.predict("Ada", 2, api_name="/call")');
  });

  it("are called by number where an endpoint has no name", () => {
    const info = api({ name: null, parameters: [NAME] }, { ...GRADIO_3, fileKey: "path" });
    expect(codeSnippet(info, 3)).toContain('client.predict(3, { name: "Ada" })');
    expect(codeSnippet(info, 3, { language: "python" })).toContain('client.predict("Ada", fn_index=3)');
    expect(lineOf(codeSnippet(info, 3, { language: "bash" }), "curl")).toBe("curl -sS http://localhost:7860/run/predict \\");
    expect(codeSnippet(info, 3, { language: "bash" })).toContain(`-d '{"data": ["Ada"], "fn_index": 3}'`);
    expect(codeSnippet(info, 3, { language: "cli" })).toMatch(/ 3 name=Ada$/);
  });

  it("of Gradio 3 know files as paths in Python, and are brought what is on the web", () => {
    const info = api({ parameters: [FILE] }, GRADIO_3);
    expect(codeSnippet(info, "/call", { language: "python" })).toContain("from gradio_client import Client\n");
    expect(codeSnippet(info, "/call", { language: "python" })).toContain('client.predict("https://x.org/a.pdf", api_name="/call")');
    expect(lineOf(codeSnippet(info, "/call", { language: "bash" }), "FILE_1")).toBe(
      "FILE_1=$(curl -sSL https://x.org/a.pdf | curl -sS http://localhost:7860/upload -F 'files=@-;filename=a.pdf' | sed 's/^\\[//; s/\\]$//')",
    );
    expect(codeSnippet(info, "/call", { language: "bash" })).toContain(
      `-d '{"data": [{"name": '"$FILE_1"', "data": null, "is_file": true}]}'`,
    );
    const queried = codeSnippet(info, "/call", { language: "bash", inputs: ["https://x.org/get?as=b/c.pdf"] });
    expect(queried).toContain(
      "curl -sSL 'https://x.org/get?as=b/c.pdf' | curl -sS http://localhost:7860/upload -F 'files=@-;filename=get'",
    );
  });
});

describe("files in code", () => {
  const info = api({ parameters: [FILE, parameter("more", "json", { required: false, default: null })] });
  const shown = (inputs: Record<string, unknown>, language: Language = "typescript") => codeSnippet(info, "/call", { inputs, language });

  it("are handled files, and the import says so", () => {
    expect(shown({})).toContain("import { Client, handleFile } from");
    expect(shown({})).toContain('{ file: handleFile("https://x.org/a.pdf") }');
    expect(shown({}, "python")).toContain("from gradio_client import Client, handle_file\n");
    expect(shown({}, "python")).toContain('predict(file=handle_file("https://x.org/a.pdf"), api_name="/call")');
    expect(shown({}, "bash")).toContain(`'{"data": [{"path": "https://x.org/a.pdf", "meta": {"_type": "gradio.FileData"}}, null]}'`);
    expect(shown({}, "cli")).toMatch(/ file=https:\/\/x\.org\/a\.pdf$/);
  });

  it.each<[unknown, string]>([
    [handleFile("a.png"), "a.png"],
    [handleFile(new URL("file:///home/ada/b%20c.png")), "/home/ada/b c.png"],
    [handleFile(new URL("file:///home/ada/100%.png")), "/home/ada/100%.png"],
    [handleFile(new Uint8Array(3), { name: "bytes.bin" }), "bytes.bin"],
    [new Blob(["x"]), "file"],
    ["d.png", "d.png"],
    [{ path: "/tmp/e.png", url: "https://x.org/file=/tmp/e.png", meta: { _type: "gradio.FileData" } }, "https://x.org/file=/tmp/e.png"],
    [{ path: "https://x.org/f.png", orig_name: "f.png" }, "https://x.org/f.png"],
  ])("go by where they come from: %j", (file, source) => {
    expect(shown({ file })).toContain(`{ file: handleFile(${JSON.stringify(source)}) }`);
  });

  it("may be an app's own, whose address the client knows", () => {
    const data = { path: "/tmp/a.png", meta: { _type: "gradio.FileData" } } as const;
    const output = new AppFile(testHttp(fetch, { base: new URL("http://app.test/") }), "gradio_api/", data);
    expect(shown({ file: output })).toContain('{ file: handleFile("http://app.test/gradio_api/file=/tmp/a.png") }');
    expect(shown({ file: "a", more: [data, { path: "/tmp/b", url: "/file=b", meta: data.meta }] })).toContain(
      'more: [handleFile("path/to/a.png"), handleFile("path/to/b")]',
    );
  });

  it("may be several, and are given as texts in examples of old servers", () => {
    const files = parameter("files", "file", {
      typescriptType: "readonly FileLike[]",
      example: ["https://x.org/a.pdf", { path: "b.pdf" }],
    });
    expect(codeSnippet(api({ parameters: [files] }), "/call")).toContain(
      '{ files: [handleFile("https://x.org/a.pdf"), handleFile("path/to/b.pdf")] }',
    );
  });

  it("may be anywhere", () => {
    const inputs = { file: "a.png", more: { list: [handleFile("b.png")], text: "c.png" } };
    expect(shown(inputs)).toContain('more: { list: [handleFile("b.png")], text: "c.png" }');
    expect(shown(inputs, "python")).toContain('more={"list": [handle_file("b.png")], "text": "c.png"}');
    expect(shown(inputs, "cli")).toMatch(/ '\{"file": \{"path": "a\.png", "meta": .*"list": \[\{"path": "b\.png", .*"c\.png"\}\}'$/);
  });

  it("are uploaded by curl, whatever their name", () => {
    const code = shown({ file: `it's "a";b.png` }, "bash");
    expect(lineOf(code, "FILE_1")).toBe(
      `FILE_1=$(curl -sS http://localhost:7860/gradio_api/upload -F 'files=@"it'\\''s \\"a\\";b.png"' | sed 's/^\\[//; s/\\]$//')`,
    );
    expect(code).toContain(`-d '{"data": [{"path": '"$FILE_1"', "meta": {"_type": "gradio.FileData"}}, null]}'`);
  });
});

describe("names in code", () => {
  it("are quoted where the language wants it", () => {
    const info = api({
      name: "/a b/ü",
      parameters: ["a b", "class", "__proto__"].map((name) => parameter(name, "number", { example: 1 })),
    });
    expect(codeSnippet(info, "/a b/ü")).toContain('predict("/a b/ü", { "a b": 1, class: 1, ["__proto__"]: 1 })');
    expect(codeSnippet(info, 3, { language: "python" })).toContain('predict(**{"a b": 1}, **{"class": 1}, __proto__=1, api_name="/a b/ü")');
    expect(codeSnippet(info, 3, { language: "bash" })).toContain("http://localhost:7860/gradio_api/call/a%20b/%C3%BC ");
    expect(codeSnippet(info, 3, { language: "cli" })).toContain(` '/a b/ü' '{"a b": 1, "class": 1, "__proto__": 1}'`);
  });

  it("go by place in Python where predict() has a parameter of that name itself", () => {
    const info = api({ parameters: [NAME, parameter("headers", "text", { example: "x" })] });
    expect(codeSnippet(info, "/call", { language: "python" })).toContain('client.predict("Ada", "x", api_name="/call")');
  });

  it("survive in Python only as they are, not normalized", () => {
    const info = api({ parameters: [parameter("größe", "number", { example: 1 }), parameter("ﬁ", "number", { example: 2 })] });
    expect(codeSnippet(info, "/call", { language: "python" })).toContain('predict(größe=1, **{"ﬁ": 2}, api_name="/call")');
  });
});

describe("values on the command line", () => {
  const words = (inputs: Record<string, unknown>) => {
    const optional = { required: false, default: null } as const;
    const list = parameter("list", "json", { ...optional, schema: { type: "array" } });
    const parameters = [parameter("t", "text"), TIMES, parameter("j", "json", optional), NOTE, list, parameter("file", "file", optional)];
    return codeSnippet(api({ parameters }), "/call", { language: "cli", inputs }).split(" /call ")[1];
  };

  it("are pairs where the command reads them so", () => {
    expect(words({ t: "it's\n$5", times: 1.5 })).toBe(`'t=it'\\''s\n$5' times=1.5`);
    expect(words({ t: "3", note: "" })).toBe("t=3 note=");
  });

  it.each([
    [{ t: "@file" }, `'{"t": "@file"}'`],
    [{ t: "-" }, `'{"t": "-"}'`],
    [{ t: "a\tb\0" }, `'{"t": "a\\tb\\u0000"}'`],
    [{ t: "\ud800" }, `'{"t": "\\ud800"}'`],
    [{ t: null }, `'{"t": null}'`],
    [{ t: "x", j: "5" }, `'{"t": "x", "j": "5"}'`],
    [{ t: "x", times: "5" }, `'{"t": "x", "times": "5"}'`],
    [{ t: "x", times: null }, `'{"t": "x", "times": null}'`],
    [{ t: "x", j: [handleFile("a")] }, `'{"t": "x", "j": [{"path": "a", "meta": {"_type": "gradio.FileData"}}]}'`],
    [{ t: "x", j: handleFile("a") }, `'{"t": "x", "j": {"path": "a", "meta": {"_type": "gradio.FileData"}}}'`],
    [{ t: "x", list: [handleFile("a")] }, `'{"t": "x", "list": [{"path": "a", "meta": {"_type": "gradio.FileData"}}]}'`],
    [{ t: "x", file: "@a" }, `'{"t": "x", "file": {"path": "@a", "meta": {"_type": "gradio.FileData"}}}'`],
  ])("are JSON where a pair would be read as something else: %j", (inputs, word) => {
    expect(words(inputs)).toBe(word);
  });

  it("reach the command as they are", { timeout: 60_000 }, () => {
    const info = api({ parameters: [parameter("t", "text"), parameter("j", "json", { required: false, default: null })] });
    const string = fc.string({ unit: "binary" });
    const inputs = fc.oneof(fc.record({ t: string }), fc.record({ t: string, j: fc.jsonValue({ stringUnit: "binary" }) }));
    fc.assert(
      fc.property(fc.array(inputs, { minLength: 30, maxLength: 60 }), (given) => {
        const lines = given.map((one) => codeSnippet(info, "/call", { language: "cli", inputs: one }));
        const script = `npx() { printf '%s\\0' "$#" "$5"; }\n${lines.join("\n")}`;
        const words = execFileSync("bash", { input: script, encoding: "utf8" }).split("\0").slice(0, -1);
        const read = given.map((_, index) => {
          expect(words[2 * index]).toBe("5");
          const word = words[2 * index + 1] ?? "";
          return word.startsWith("{") ? (JSON.parse(word) as unknown) : { t: word.slice("t=".length) };
        });
        expect(read).toEqual(JSON.parse(JSON.stringify(given)));
      }),
      { numRuns: 3 },
    );
  });

  it("come through stdin where they are too long for a word", () => {
    const long = "x".repeat(50_000);
    expect(words({ t: long })).toBe(`- <<< '{"t": "${long}"}'`);
    const info = api({ parameters: [NAME] });
    expect(codeSnippet(info, "/call", { language: "bash", inputs: [long] })).toContain(`-d @- <<< '{"data": ["${long}"]}' | cut`);
  });
});

it("reads a required token from HF_TOKEN", () => {
  const info = api({ oauthToken: "required" });
  expect(codeSnippet(info, "/call")).toContain('connect("http://localhost:7860/", { oauthToken: process.env.HF_TOKEN });');
  expect(codeSnippet(info, "/call", { language: "python" })).toMatch(
    /^import os\n\nfrom .*\n\nclient = Client\(".*", oauth_token=os.environ\["HF_TOKEN"\]\)\n/,
  );
  expect(codeSnippet(info, "/call", { language: "bash" })).toContain(`-d @- <<< '{"data": [], "oauth_token": "'"$HF_TOKEN"'"}'`);
  expect(codeSnippet(api({ oauthToken: "optional" }), "/call")).not.toContain("HF_TOKEN");
});

describe("refused are", () => {
  const info = api({ parameters: [NAME] });

  it("endpoints the app does not have, naming what it has", () => {
    for (const wanted of ["/cal", "cal", 7, "__proto__"]) {
      expect(() => codeSnippet(info, wanted)).toThrow(EndpointNotFoundError);
    }
    expect(() => codeSnippet(info, "/cal")).toThrow('The app has no endpoint "/cal". Did you mean "/call"? It has "/call".');
  });

  it.each<[readonly unknown[] | Record<string, unknown>, string]>([
    [["a", "b"], "takes 1 input, not 2"],
    [{ nam: "a" }, 'Did you mean "name"?'],
    [{ name: 1n }, '"name" cannot be sent as JSON: it holds a bigint.'],
    [{ name: Number.NaN }, "holds NaN"],
  ])("inputs that do not fit: %o", (inputs, message) => {
    expect(() => codeSnippet(info, "/call", { inputs })).toThrow(InvalidArgumentError);
    expect(() => codeSnippet(info, "/call", { inputs })).toThrow(message);
  });

  it("languages that are none of the four", () => {
    expect(() => codeSnippet(info, "/call", { language: "cobol" as "bash" })).toThrow(
      'There is no code in "cobol": it is typescript, python, bash, cli.',
    );
  });
});

it("writes values as JSON would: without undefined, and by what they say of themselves", () => {
  const info = api({ parameters: [parameter("x", "json")] });
  const x = { at: new Date(0), none: undefined, list: [undefined, 1] };
  expect(codeSnippet(info, "/call", { inputs: { x } })).toContain('{ x: { at: "1970-01-01T00:00:00.000Z", list: [null, 1] } }');
});

it("changes nothing that it is given", () => {
  const inputs = Object.freeze({ name: Object.freeze({ list: Object.freeze([1]) }) });
  const info = api({ parameters: [parameter("name", "json")] });
  expect(codeSnippet(info, "/call", { inputs })).toContain("{ name: { list: [1] } }");
  expect(inputs).toEqual({ name: { list: [1] } });
});
