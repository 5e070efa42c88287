import { jsonText, propertyName } from "@gradio-ts/wire";
import { camelCase } from "./call-name.js";
import { FileReference } from "./file-reference.js";
import type { OutputReference } from "./output-reference.js";
import type { SnippetCall, SnippetProgram } from "./snippet-call.js";
import { someReference } from "./some-reference.js";
import { type Spelling, writeLiteral } from "./write-literal.js";

/** `__proto__: …` in an object literal would set its prototype. */
const key = (name: string): string => (name === "__proto__" ? '["__proto__"]' : propertyName(name));

export const TYPESCRIPT: Spelling = {
  null: "null",
  true: "true",
  false: "false",
  key,
  object: (members) => `{ ${members} }`,
  file: ({ source }) => `handleFile(${jsonText(source)})`,
  output: ({ name, path }) => camelCase(name, "output") + path.map(member).join(""),
};

function member(name: string | number): string {
  const property = propertyName(`${name}`);
  return property === name ? `.${name}` : `[${typeof name === "number" ? name : jsonText(name)}]`;
}

/** Calls with this client. */
export function typescriptSnippet({ info, calls }: SnippetProgram): string {
  const hasFiles = calls.some(({ inputs }) => inputs.some(({ leftOut, value }) => !leftOut && someReference(value, isFile)));
  const withToken = calls.some(({ endpoint }) => endpoint.oauthToken === "required");
  const connection = [jsonText(info.src), ...(withToken ? ["{ oauthToken: process.env.HF_TOKEN }"] : [])];
  return [
    `import { ${hasFiles ? "Client, handleFile" : "Client"} } from "@gradio-ts/client";`,
    "",
    `const client = await Client.connect(${connection.join(", ")});`,
    ...calls.flatMap((call) => statements(call, calls.length === 1)),
  ].join("\n");
}

function isFile(reference: unknown): boolean {
  return reference instanceof FileReference;
}

/** @param alone Its output is kept, for whoever writes on. */
function statements({ name, endpoint, inputs, passedOn }: SnippetCall, alone: boolean): readonly string[] {
  const members = inputs
    .filter(({ leftOut }) => !leftOut)
    .map(({ parameter, value }) => `${key(parameter.name)}: ${writeLiteral(value, TYPESCRIPT)}`);
  const call = [writeLiteral(endpoint.name ?? endpoint.fnIndex, TYPESCRIPT), ...inputsObject(members)].join(", ");
  const [output, job] = [camelCase(name, "output"), camelCase(name, "job")];
  const shape = shapeOf(passedOn.map(({ path }) => path));
  const keep = (value: string) => `const ${output} = ${shape === "unknown" ? value : `(${value}) as ${shape}`};`;
  if (endpoint.generator)
    return [
      `const ${job} = client.submit(${call});`,
      `for await (const output of ${job}) console.log(output);`,
      ...(passedOn.length > 0 ? [keep(`await ${job}.result()`)] : []),
    ];
  const value = `await client.predict(${call})`;
  return alone || passedOn.length > 0 ? [keep(value), `console.log(${output});`] : [`console.log(${value});`];
}

/** As much of an output's type as later calls go by: for `[0].image` it is `{ 0: { image: unknown } }`. */
function shapeOf(paths: readonly OutputReference["path"][]): string {
  const keys = new Set(paths.flatMap((path) => path.slice(0, 1)));
  if (keys.size === 0) return "unknown";
  const members = Array.from(keys, (name) => {
    const inside = paths.filter(([first]) => first === name).map((path) => path.slice(1));
    return `${typeof name === "number" ? name : propertyName(name)}: ${shapeOf(inside)}`;
  });
  return `{ ${members.join("; ")} }`;
}

const LONGEST_LINE = 80;

function inputsObject(members: readonly string[]): readonly string[] {
  if (members.length === 0) return [];
  const line = members.join(", ");
  return [line.length > LONGEST_LINE ? `{\n${members.map((member) => `  ${member},\n`).join("")}}` : `{ ${line} }`];
}
