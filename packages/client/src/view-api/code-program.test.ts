import { describe, expect, it } from "vitest";
import { EndpointNotFoundError, InvalidArgumentError } from "../errors.js";
import { handleFile } from "../files/handle-file.js";
import { AppFile } from "../files/output-file.js";
import { apiOf, GRADIO_3, parameter } from "../testing/described-api.js";
import { testHttp } from "../testing/test-http.js";
import type { EndpointInfo } from "./api-info.js";
import { codeProgram } from "./code-program.js";
import { codeSnippet } from "./code-snippet.js";
import type { RecordedCall } from "./recorded-call.js";

const LONG = "a caption that is long enough";
const one = (kind: "text" | "file" | "json") => [parameter("value", kind)];
const ENDPOINTS: readonly Partial<EndpointInfo>[] = [
  { name: "/paint", fnIndex: 0, parameters: [parameter("prompt", "text")], returns: one("file") },
  { name: "/upscale", fnIndex: 1, parameters: [parameter("image", "file"), parameter("times", "number")], returns: one("file") },
  // Its first output is state, which no caller sees.
  {
    name: "/describe",
    fnIndex: 2,
    parameters: [parameter("image", "file")],
    returns: [...one("text"), ...one("json")],
    slots: [null, "image"],
    returnSlots: [1, 2],
  },
  { name: "/say", fnIndex: 3, parameters: [parameter("text", "text")], returns: one("text") },
  { name: "/show", fnIndex: 4, parameters: [parameter("list", "json")], returns: one("json") },
  { name: "/tell", fnIndex: 5, generator: true, parameters: [parameter("text", "text")], returns: one("text") },
];
const info = apiOf(ENDPOINTS);
const file = (name: string) => ({ path: `/tmp/${name}`, url: `http://localhost:7860/gradio_api/file=/tmp/${name}`, meta });
const meta = { _type: "gradio.FileData" } as const;

/** What the last call of a program is given, in TypeScript. */
function lastInputs(...calls: readonly RecordedCall[]): string | undefined {
  return /predict\("\/\w+", \{ (.*) \}\)\);$/.exec(codeProgram(info, calls))?.[1];
}

const PAINTED: readonly RecordedCall[] = [
  { endpoint: "/paint", inputs: { prompt: "a cat" }, output: file("cat.webp") },
  { endpoint: "/upscale", inputs: [file("cat.webp"), 2], output: file("big.webp") },
  { endpoint: "/upscale", inputs: [handleFile("dog.png"), 2], output: file("dog.webp") },
  { endpoint: "/describe", inputs: { image: file("big.webp") }, output: [LONG, { tags: ["cat"] }] },
  { endpoint: "/say", inputs: [LONG], output: "said" },
];

describe("calls as a program", () => {
  it("are TypeScript, in which outputs that are passed on have names", () => {
    expect(codeProgram(info, PAINTED)).toBe(`import { Client, handleFile } from "@gradio-ts/client";

const client = await Client.connect("http://localhost:7860/");
const paintOutput = await client.predict("/paint", { prompt: "a cat" });
console.log(paintOutput);
const upscaleOutput = await client.predict("/upscale", { image: paintOutput, times: 2 });
console.log(upscaleOutput);
console.log(await client.predict("/upscale", { image: handleFile("dog.png"), times: 2 }));
const describeOutput = (await client.predict("/describe", { image: upscaleOutput })) as { 0: unknown };
console.log(describeOutput);
console.log(await client.predict("/say", { text: describeOutput[0] }));`);
  });

  it("are Python, which has files as paths", () => {
    expect(codeProgram(info, PAINTED, { language: "python" })).toBe(`from gradio_client import Client, handle_file

client = Client("http://localhost:7860/")
paint_result = client.predict(prompt="a cat", api_name="/paint")
print(paint_result)
upscale_result = client.predict(image=handle_file(paint_result), times=2, api_name="/upscale")
print(upscale_result)
print(client.predict(image=handle_file("dog.png"), times=2, api_name="/upscale"))
describe_result = client.predict(image=handle_file(upscale_result), api_name="/describe")
print(describe_result)
print(client.predict(text=describe_result[0], api_name="/say"))`);
  });

  it("are bash with curl, in one session, and find outputs among all slots", () => {
    expect(codeProgram(info, PAINTED.slice(3), { language: "bash" })).toBe(`# Needs jq (Debian: apt install jq).
SESSION=$RANDOM$RANDOM$RANDOM$RANDOM
curl -sS http://localhost:7860/gradio_api/call/describe -o /dev/null \\
  -H 'Content-Type: application/json' \\
  -d '{"data": [null, {"path": "http://localhost:7860/gradio_api/file=/tmp/big.webp", "meta": {"_type": "gradio.FileData"}}], "session_hash": "'"$SESSION"'"}'
DESCRIBE_EVENTS=$(curl -sSN http://localhost:7860/gradio_api/call/describe/$SESSION)
echo "$DESCRIBE_EVENTS"
DESCRIBE_OUTPUT=$(sed -n '/^event: complete/{n;s/^data: //p;}' <<< "$DESCRIBE_EVENTS")
curl -sS http://localhost:7860/gradio_api/call/say -o /dev/null \\
  -H 'Content-Type: application/json' \\
  -d @- <<< '{"data": ['"$(jq -c '.[1]' <<< "$DESCRIBE_OUTPUT")"'], "session_hash": "'"$SESSION"'"}'
curl -sSN http://localhost:7860/gradio_api/call/say/$SESSION`);
  });

  it("are command lines, in one session", () => {
    expect(codeProgram(info, PAINTED.slice(2), { language: "cli" })).toBe(`# Needs jq (Debian: apt install jq).
SESSION=$RANDOM$RANDOM$RANDOM$RANDOM
npx gradio-ts predict http://localhost:7860/ /upscale --session "$SESSION" image=dog.png times=2
DESCRIBE_OUTPUT=$(npx gradio-ts predict http://localhost:7860/ /describe --session "$SESSION" image=http://localhost:7860/gradio_api/file=/tmp/big.webp)
echo "$DESCRIBE_OUTPUT"
npx gradio-ts predict http://localhost:7860/ /say --session "$SESSION" - <<< '{"text": '"$(jq -c '.[0]' <<< "$DESCRIBE_OUTPUT")"'}'`);
  });

  it("are what codeSnippet writes if there is one, and nothing but a connection if there is none", () => {
    for (const language of ["typescript", "python", "bash", "cli"] as const) {
      const [call = { endpoint: "" }] = PAINTED;
      expect(codeProgram(info, [call], { language })).toBe(codeSnippet(info, call.endpoint, { inputs: call.inputs, language }));
    }
    expect(codeProgram(info, [])).toMatch(/^import .*\n\nconst client = .*;$/);
    expect(codeProgram(info, [], { language: "bash" })).toBe("");
  });

  it("take of a generator the last output", () => {
    const calls = [
      { endpoint: "/tell", inputs: ["x"], output: LONG },
      { endpoint: "/say", inputs: [LONG] },
    ];
    expect(codeProgram(info, calls)).toContain(`const tellJob = client.submit("/tell", { text: "x" });
for await (const output of tellJob) console.log(output);
const tellOutput = await tellJob.result();
console.log(await client.predict("/say", { text: tellOutput }));`);
    expect(codeProgram(info, calls, { language: "python" })).toContain(`for output in tell_job:
    print(output)
tell_result = tell_job.outputs()[-1]
print(client.predict(text=tell_result, api_name="/say"))`);
    expect(codeProgram(info, calls, { language: "cli" })).toContain(
      'TELL_OUTPUT=$(npx gradio-ts predict http://localhost:7860/ /tell --session "$SESSION" text=x)',
    );
    const old = codeProgram(apiOf(ENDPOINTS, GRADIO_3), calls, { language: "bash" });
    expect(old).toContain(`-d '{"data": ["${LONG}"], "session_hash": "'"$SESSION"'"}'`);
  });

  it("find outputs of Gradio before 4.20 where a direct run has them", () => {
    const calls = [
      { endpoint: "/say", inputs: ["x"], output: LONG },
      { endpoint: "/say", inputs: [LONG] },
    ];
    const code = codeProgram(apiOf(ENDPOINTS, GRADIO_3), calls, { language: "bash" });
    expect(code).toContain(`echo "$SAY_OUTPUT"\ncurl`);
    expect(code).toContain(`'{"data": ['"$(jq -c '.["data"][0]' <<< "$SAY_OUTPUT")"'],`);
  });
});

describe("an input is an earlier output", () => {
  const image = file("a.webp");
  const painted = { endpoint: "/paint", inputs: ["x"], output: image };

  it("if it is the same file: as an object, as JSON, by its URL, or in a list", () => {
    const output = new AppFile(testHttp(fetch, { base: new URL("http://localhost:7860/") }), "gradio_api/", image);
    for (const given of [image, output, JSON.parse(JSON.stringify(output)), image.url, { ...image, url: null }]) {
      for (const kept of [image, output]) {
        expect(lastInputs({ ...painted, output: kept }, { endpoint: "/describe", inputs: [given] })).toBe("image: paintOutput");
      }
    }
    expect(lastInputs(painted, { endpoint: "/show", inputs: [[1, image]] })).toBe("list: [1, paintOutput]");
  });

  it("not if a file has the same name only", () => {
    const other = { path: "/tmp/other/a.webp", meta };
    expect(lastInputs(painted, { endpoint: "/describe", inputs: [other] })).toBe('image: handleFile("path/to/a.webp")');
    expect(lastInputs(painted, { endpoint: "/describe", inputs: [handleFile("a.webp")] })).toBe('image: handleFile("a.webp")');
  });

  it("wherever it is in that output", () => {
    const gallery = [
      { image: file("b.webp"), caption: null },
      { image, caption: LONG },
    ];
    const shown = { endpoint: "/show", inputs: [[]], output: gallery };
    expect(lastInputs(shown, { endpoint: "/describe", inputs: [image] })).toBe("image: showOutput[1].image");
    expect(codeProgram(info, [shown, { endpoint: "/describe", inputs: [image] }])).toContain(" as { 1: { image: unknown } };");
    const both = [shown, { endpoint: "/show", inputs: [gallery] }];
    expect(lastInputs(...both)).toBe("list: showOutput");
    expect(codeProgram(info, both, { language: "python" })).toContain(
      'predict(\n    list=[{"image": handle_file(show_result[0]["image"]), "caption": None}, {"image": handle_file(show_result[1]["image"]), "caption": show_result[1]["caption"]}],',
    );
  });

  it("under keys of any kind", () => {
    const output = JSON.parse(`{"a b": {"it's": ["${LONG}"]}}`);
    const calls = [
      { endpoint: "/show", inputs: [1], output },
      { endpoint: "/say", inputs: [LONG] },
    ];
    expect(lastInputs(...calls)).toBe(`text: showOutput["a b"]["it's"][0]`);
    expect(codeProgram(info, calls)).toContain(` as { "a b": { "it's": { 0: unknown } } };`);
    expect(codeProgram(info, calls, { language: "python" })).toContain(`text=show_result["a b"]["it's"][0]`);
    expect(codeProgram(info, calls, { language: "cli" })).toContain(`"$(jq -c '.["a b"]["it'\\''s"][0]' <<< "$SHOW_OUTPUT")"`);
  });

  it("not for jq, where a key is half a letter", () => {
    const calls = [
      { endpoint: "/show", inputs: [1], output: { "\ud800": LONG } },
      { endpoint: "/say", inputs: [LONG] },
    ];
    expect(lastInputs(...calls)).toBe('text: showOutput["\\ud800"]');
    for (const language of ["bash", "cli"] as const) expect(codeProgram(info, calls, { language })).not.toContain("OUTPUT");
  });

  it("of the newest call that gave it", () => {
    const calls = [painted, { endpoint: "/upscale", inputs: [image, 2], output: image }, { endpoint: "/describe", inputs: [image] }];
    expect(lastInputs(...calls)).toBe("image: upscaleOutput");
  });

  it.each([5, true, null, "short", [1, 2, 3], { a: 1 }, ""])("not if it may be equal by chance: %j", (value) => {
    const code = codeProgram(info, [
      { endpoint: "/show", inputs: [0], output: value },
      { endpoint: "/show", inputs: [value] },
    ]);
    expect(code).not.toContain("Output");
  });

  it("not where a default is left alone", () => {
    const [text] = one("text").map((parameter) => ({ ...parameter, required: false, default: LONG }));
    const lazy = apiOf([{ name: "/say", fnIndex: 0, parameters: text === undefined ? [] : [text], returns: one("text") }]);
    const calls = [
      { endpoint: "/say", inputs: ["x"], output: LONG },
      { endpoint: "/say", inputs: {} },
    ];
    for (const language of ["typescript", "python", "bash", "cli"] as const) {
      expect(codeProgram(lazy, calls, { language })).not.toMatch(/say_?(output|result)/i);
    }
  });

  it("not if somebody had typed it before the app gave it", () => {
    const said = { endpoint: "/say", inputs: [LONG], output: LONG };
    expect(lastInputs(said, said)).toBe(`text: ${JSON.stringify(LONG)}`);
  });

  it("with a name of its own for each call, whatever the endpoints are called", () => {
    const names = ["/a b", "/a_b", "/3d", "/ü!", "/default"];
    const strange = apiOf(names.map((name, fnIndex) => ({ name, fnIndex, parameters: one("text"), returns: one("text") })));
    const texts = names.map((_, index) => `${LONG} ${index}`);
    const calls = [
      ...names.map((endpoint, index) => ({ endpoint, inputs: ["x"], output: texts[index] })),
      ...texts.map((text) => ({ endpoint: "/a b", inputs: [text] })),
    ];
    const code = codeProgram(strange, calls);
    expect([...code.matchAll(/^const (\w+) = await client\.predict/gm)].map(([, name]) => name)).toEqual([
      "aBOutput",
      "aBOutput2",
      "call3dOutput",
      "callOutput",
      "defaultOutput",
    ]);
    expect(codeProgram(strange, calls, { language: "bash" })).toContain("A_B_OUTPUT_2=$(");
  });

  it("that the app sent as gr.update: Python and curl unwrap none", () => {
    const update = (value: unknown) => ({ __type__: "update", value, visible: true });
    const calls = [
      { endpoint: "/paint", inputs: ["x"], output: update(image) },
      { endpoint: "/describe", inputs: [image], output: [update(LONG), { tags: ["cat"] }] },
      { endpoint: "/say", inputs: [LONG] },
    ];
    const [typescript, python, bash, cli] = (["typescript", "python", "bash", "cli"] as const).map((language) =>
      codeProgram(info, calls, { language }),
    );
    expect(typescript).toContain('"/describe", { image: paintOutput })');
    expect(typescript).toContain('"/say", { text: describeOutput[0] })');
    expect(python).toContain('image=handle_file(paint_result["value"])');
    expect(python).toContain('text=describe_result[0]["value"]');
    expect(bash).toContain(`"$(jq -c '.[0]["value"]' <<< "$PAINT_OUTPUT")"`);
    expect(bash).toContain(`"$(jq -c '.[1]["value"]' <<< "$DESCRIBE_OUTPUT")"`);
    expect(cli).toContain(`"$(jq -c '.[0]' <<< "$DESCRIBE_OUTPUT")"`);
  });

  it("if it is a file of Gradio before 4.21, which bears no mark", () => {
    const { path, url } = image;
    expect(lastInputs({ ...painted, output: { path, url, orig_name: "a.webp" } }, { endpoint: "/describe", inputs: [{ path, url }] })).toBe(
      "image: paintOutput",
    );
  });

  it("in Python for Gradio 3 if it is a file or a text by itself", () => {
    const old = apiOf(ENDPOINTS, GRADIO_3);
    const calls = [
      { endpoint: "/describe", inputs: [file("x.webp")], output: [LONG, [image, `${LONG}!`]] },
      { endpoint: "/say", inputs: [LONG] },
      { endpoint: "/say", inputs: [`${LONG}!`] },
      painted,
      { endpoint: "/describe", inputs: [image] },
    ];
    const code = codeProgram(old, calls, { language: "python" });
    expect(code).toContain('print(client.predict(describe_result[0], api_name="/say"))');
    expect(code).toContain(`print(client.predict("${LONG}!", api_name="/say"))`);
    expect(code).toContain('print(client.predict(paint_result, api_name="/describe"))');
  });
});

it("needs the token of any call", () => {
  const locked = apiOf([...ENDPOINTS, { name: "/mine", fnIndex: 6, oauthToken: "required" }]);
  expect(codeProgram(locked, [...PAINTED, { endpoint: "/mine", inputs: [] }])).toContain("{ oauthToken: process.env.HF_TOKEN }");
});

it("refuses endpoints the app does not have, inputs that do not fit, other languages and options, and what is no list of calls", () => {
  const [call = { endpoint: "" }] = PAINTED;
  expect(() => codeProgram(info, [call, { endpoint: "/paintt" }])).toThrow(EndpointNotFoundError);
  expect(() => codeProgram(info, [call, { endpoint: "/say", inputs: { txt: "" } }])).toThrow('Did you mean "text"?');
  expect(() => codeProgram(info, [{ ...call, output: 1n }])).toThrow('"output" cannot be sent as JSON: it holds a bigint.');
  expect(() => codeProgram(info, [], { language: "cobol" as never })).toThrow("There is no code in");
  expect(() => codeProgram(info, [], { lang: "bash" } as never)).toThrow('codeProgram() has no option "lang"; it has "language".');
  for (const calls of ["/say", [null], [{ name: "/say" }]]) expect(() => codeProgram(info, calls as never)).toThrow(InvalidArgumentError);
});
