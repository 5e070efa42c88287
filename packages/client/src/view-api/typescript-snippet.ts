import { jsonText, propertyName } from "@gradio-ts/wire";
import { holdsFileReference } from "./holds-file-reference.js";
import type { SnippetCall } from "./snippet-call.js";
import { type Spelling, writeLiteral } from "./write-literal.js";

/** `__proto__: …` in an object literal would set its prototype. */
const key = (name: string): string => (name === "__proto__" ? '["__proto__"]' : propertyName(name));

export const TYPESCRIPT: Spelling = {
  null: "null",
  true: "true",
  false: "false",
  key,
  object: (members) => `{ ${members} }`,
  file: (source) => `handleFile(${jsonText(source)})`,
};

/** A call with this client. */
export function typescriptSnippet({ info, endpoint, inputs }: SnippetCall): string {
  const shown = inputs.filter(({ leftOut }) => !leftOut);
  const names = shown.some(({ value }) => holdsFileReference(value)) ? "Client, handleFile" : "Client";
  const connection = [jsonText(info.src), ...(endpoint.oauthToken === "required" ? ["{ oauthToken: process.env.HF_TOKEN }"] : [])];
  const members = shown.map(({ parameter, value }) => `${key(parameter.name)}: ${writeLiteral(value, TYPESCRIPT)}`);
  const call = [writeLiteral(endpoint.name ?? endpoint.fnIndex, TYPESCRIPT), ...inputsObject(members)].join(", ");
  return [
    `import { ${names} } from "@gradio-ts/client";`,
    "",
    `const client = await Client.connect(${connection.join(", ")});`,
    ...(endpoint.generator
      ? [`const job = client.submit(${call});`, "for await (const output of job) console.log(output);"]
      : [`const output = await client.predict(${call});`, "console.log(output);"]),
  ].join("\n");
}

const LONGEST_LINE = 80;

function inputsObject(members: readonly string[]): readonly string[] {
  if (members.length === 0) return [];
  const line = members.join(", ");
  return [line.length > LONGEST_LINE ? `{\n${members.map((member) => `  ${member},\n`).join("")}}` : `{ ${line} }`];
}
