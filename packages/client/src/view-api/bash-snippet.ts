import { bashWord, fitsCommandLine, quoted } from "./bash-word.js";
import type { CodeValue } from "./code-value.js";
import { fileDataJson, jsonSpelling } from "./json-spelling.js";
import type { SnippetCall } from "./snippet-call.js";
import { writeLiteral } from "./write-literal.js";

/** A call with curl. Source: protocol.md §5, §6. */
export function bashSnippet(call: SnippetCall): string {
  const { info, endpoint } = call;
  const { uploads, body } = requestBody(call);
  // Every user of a machine can read its command lines: a token goes by stdin.
  const data = fitsCommandLine(body) && endpoint.oauthToken !== "required" ? `-d ${body}` : `-d @- <<< ${body}`;
  const post = (route: string) => `curl -sS ${url(call, route)} \\\n  -H 'Content-Type: application/json' \\\n  ${data}`;
  if (info.http.route === "call" && endpoint.name !== null) {
    const route = `call${encoded(endpoint.name)}`;
    return [...uploads, `EVENT_ID=$(${post(route)} | cut -d '"' -f 4)`, `curl -sSN ${url(call, `${route}/`)}$EVENT_ID`].join("\n");
  }
  // `fn_index` in the body overrides whatever name stands in the path.
  const route = `run${encoded(endpoint.name ?? "/predict")}`;
  return [...uploads, ...(endpoint.generator ? ["# Gives the first output; the others cannot be had this way."] : []), post(route)].join(
    "\n",
  );
}

function encoded(name: string): string {
  // Half a letter cannot be encoded.
  return name
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
}

function url({ info }: SnippetCall, route: string): string {
  return bashWord(`${info.src}${info.http.prefix}${route}`);
}

interface RequestBody {
  /** Commands that bring a file to the server, and its path there (as JSON) into a variable. */
  readonly uploads: readonly string[];
  /** The JSON of the request, as one word. */
  readonly body: string;
}

function requestBody(call: SnippetCall): RequestBody {
  const { info, endpoint, inputs } = call;
  const uploads: string[] = [];
  const upload = (source: string) => {
    const variable = `FILE_${uploads.length + 1}`;
    uploads.push(`${variable}=$(${uploadCommand(call, source)} | sed 's/^\\[//; s/\\]$//')`);
    return expanded(variable);
  };
  const spelling = jsonSpelling((source) => {
    if (info.http.fileKey === "name") return `{"name": ${upload(source)}, "data": null, "is_file": true}`;
    return fileDataJson(isHttp(source) ? JSON.stringify(source) : upload(source));
  });
  const values = new Map(inputs.map(({ parameter, value }) => [parameter.name, value]));
  const data = endpoint.slots.map((name): CodeValue => (name === null ? null : (values.get(name) ?? null)));
  const members = [`"data": ${writeLiteral(data, spelling)}`];
  if (endpoint.name === null) members.push(`"fn_index": ${endpoint.fnIndex}`);
  if (endpoint.oauthToken === "required") members.push(`"oauth_token": "${expanded("HF_TOKEN")}"`);
  return { uploads, body: word(`{${members.join(", ")}}`) };
}

/** From Gradio 4 on the server fetches what is named by its URL; before, it has to be brought. */
function uploadCommand(call: SnippetCall, source: string): string {
  const [bring, file] = isHttp(source)
    ? [`curl -sSL ${bashWord(source)} | `, `@-;filename=${formQuoted(nameOf(source))}`]
    : ["", `@${formQuoted(source)}`];
  return `${bring}curl -sS ${url(call, "upload")} -F ${bashWord(`files=${file}`)}`;
}

function isHttp(source: string): boolean {
  return /^https?:/i.test(source);
}

function nameOf(httpUrl: string): string {
  const [address = ""] = httpUrl.split(/[?#]/);
  return address.split("/").at(-1) || "file";
}

/** As curl's `-F` reads a file's name: quoted where it holds what has a meaning there. */
function formQuoted(name: string): string {
  return /^[\w./:%+-]+$/.test(name) ? name : `"${name.replace(/["\\]/g, "\\$&")}"`;
}

/** Marks where the shell puts a variable's value: by NUL, which JSON text never holds as it is. */
function expanded(variable: string): string {
  return `\0${variable}\0`;
}

function word(json: string): string {
  const parts = json.split("\0");
  return parts.map((part, index) => (index % 2 === 0 ? quoted(part) : `"$${part}"`)).join("");
}
