import type { ServedEndpoint } from "../endpoint/served-endpoint.js";
import { pythonString, pythonValue } from "../fields/python-literal.js";
import { API_PREFIX } from "./version.js";

/** By language. */
export interface Snippets {
  readonly python: string;
  readonly javascript: string;
  readonly bash: string;
  readonly cli: string;
}

/** How to call an endpoint, as text that runs when pasted. Values without default are examples. */
export function codeSnippets(endpoint: ServedEndpoint, root: string): Snippets {
  const inputs = endpoint.inputs.map(({ name, component }) => ({
    name,
    value: component.optional ? component.default : (component.example ?? null),
  }));
  const path = `/${endpoint.name}`;
  const json = JSON.stringify(Object.fromEntries(inputs.map(({ name, value }) => [name, value])));
  const pretty = JSON.stringify(Object.fromEntries(inputs.map(({ name, value }) => [name, value])), null, 2);
  const values = inputs.map(({ name, value }) => `\t${name}=${pythonValue(value)},`);
  return {
    python: [
      `from gradio_client import Client${values.some((line) => /=\[?handle_file\(/.test(line)) ? ", handle_file" : ""}`,
      "",
      `client = Client(${JSON.stringify(root)})`,
      "result = client.predict(",
      ...values,
      `\tapi_name=${pythonString(path).replaceAll("'", '"')},`,
      ")",
      "print(result)",
    ].join("\n"),
    javascript: [
      'import { Client } from "@gradio/client";',
      "",
      `const client = await Client.connect(${JSON.stringify(root)});`,
      `const result = await client.predict(${JSON.stringify(path)}, {`,
      ...inputs.map(({ name, value }) => `\t\t${name}: ${JSON.stringify(value)},`),
      "});",
      "",
      "console.log(result.data);",
    ].join("\n"),
    bash: [
      `curl -X POST ${root}${API_PREFIX}/call/v2${path} -s -H "Content-Type: application/json" \\`,
      `  -d '${shellQuoted(json)}' \\`,
      `  | awk -F'"' '{ print $4}' \\`,
      `  | read EVENT_ID; curl -N ${root}${API_PREFIX}/call${path}/$EVENT_ID`,
    ].join("\n"),
    cli: `gradio predict ${root} ${path} '${shellQuoted(pretty)}'\n`,
  };
}

/** Inside single quotes. */
function shellQuoted(text: string): string {
  return text.replaceAll("'", `'\\''`);
}
