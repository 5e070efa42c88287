import type { ApiInfo, EndpointInfo } from "./api-info.js";
import { bashWord, fitsCommandLine } from "./bash-word.js";
import { snakeCase } from "./call-name.js";
import type { CodeValue } from "./code-value.js";
import { fileDataJson, jsonSpelling } from "./json-spelling.js";
import type { OutputPart } from "./output-parts.js";
import { OutputReference } from "./output-reference.js";
import { expansion, jqExpansion, jqReaches, jsonWord, NEEDS_JQ, NEW_SESSION } from "./shell-json.js";
import type { SnippetCall, SnippetProgram } from "./snippet-call.js";
import { someReference } from "./some-reference.js";
import { writeLiteral } from "./write-literal.js";

/** Calls with curl. Source: protocol.md §5, §6. */
export function bashSnippet({ info, calls }: SnippetProgram): string {
  const inSession = calls.length > 1;
  const usesJq = calls.some(({ passedOn }) => passedOn.length > 0);
  const head = [...(usesJq ? [NEEDS_JQ] : []), ...(inSession ? [NEW_SESSION] : [])];
  return [...head, ...calls.flatMap((call) => commands({ ...call, info, inSession }))].join("\n");
}

/** Of a generator a direct run gives the first output, which is not what was recorded. */
export function bashCanPass(info: ApiInfo, endpoint: EndpointInfo, { path }: OutputPart): boolean {
  return jqReaches(path) && (goesByName(info, endpoint) || !endpoint.generator);
}

/** Whether it is called by `call/{name}`; else it is run directly. */
function goesByName({ http }: ApiInfo, { name }: EndpointInfo): boolean {
  return http.route === "call" && name !== null;
}

interface CurlCall extends SnippetCall {
  readonly info: ApiInfo;
  readonly inSession: boolean;
}

function commands(call: CurlCall): readonly string[] {
  const { uploads, data } = request(call);
  return [...uploads, ...(goesByName(call.info, call.endpoint) ? callByName(call, data) : directRun(call, data))];
}

function callByName(call: CurlCall, data: string): readonly string[] {
  const { info, endpoint, inSession, name, passedOn } = call;
  const route = `call${encoded(endpoint.name ?? "")}`;
  // In a session that the caller names, the outputs are found under the session's name on every version (protocol.md §6).
  const [join, key] = inSession
    ? [post(call, `${route}`, data, " -o /dev/null"), "$SESSION"]
    : [`EVENT_ID=$(${post(call, route, data)} | cut -d '"' -f 4)`, "$EVENT_ID"];
  const read = `curl -sSN ${url(info, `${route}/`)}${key}`;
  if (passedOn.length === 0) return [join, read];
  const events = variable(call, "events");
  const last = "sed -n '/^event: complete/{n;s/^data: //p;}'";
  return [join, `${events}=$(${read})`, `echo "$${events}"`, `${variable({ name }, "output")}=$(${last} <<< "$${events}")`];
}

function directRun(call: CurlCall, data: string): readonly string[] {
  const { endpoint, passedOn } = call;
  // `fn_index` in the body overrides whatever name stands in the path.
  const run = post(call, `run${encoded(endpoint.name ?? "/predict")}`, data, call.inSession ? " -w '\\n'" : "");
  if (endpoint.generator) return ["# Gives the first output; the others cannot be had this way.", run];
  const output = variable(call, "output");
  return passedOn.length === 0 ? [run] : [`${output}=$(${run})`, `echo "$${output}"`];
}

function post({ info }: CurlCall, route: string, data: string, options = ""): string {
  return `curl -sS ${url(info, route)}${options} \\\n  -H 'Content-Type: application/json' \\\n  ${data}`;
}

function variable({ name }: Pick<SnippetCall, "name">, kind: string): string {
  return snakeCase(name, kind).toUpperCase();
}

function encoded(name: string): string {
  // Half a letter cannot be encoded.
  return name
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
}

/** A Space may be told by its name, which curl does not know. */
function url({ src, http }: ApiInfo, route: string): string {
  const base = isHttp(src) ? src : `https://${src.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.hf.space/`;
  return bashWord(`${base}${http.prefix}${route}`);
}

interface Request {
  /** Commands that bring a file to the server, and its path there (as JSON) into a variable. */
  readonly uploads: readonly string[];
  /** How curl is given the JSON of the request. */
  readonly data: string;
}

function request(call: CurlCall): Request {
  const { info, endpoint, inputs, inSession } = call;
  const uploads: string[] = [];
  const upload = (source: string) => {
    const file = `${variable(call, "file")}_${uploads.length + 1}`;
    uploads.push(`${file}=$(${uploadCommand(info, source)} | sed 's/^\\[//; s/\\]$//')`);
    return expansion(`$${file}`);
  };
  const spelling = jsonSpelling(
    ({ source }) => {
      if (info.http.fileKey === "name") return `{"name": ${upload(source)}, "data": null, "is_file": true}`;
      return fileDataJson(isHttp(source) ? JSON.stringify(source) : upload(source));
    },
    (output) => jqExpansion(variable(output, "output"), placeInAnswer(info, output)),
  );
  const values = new Map(inputs.map(({ parameter, value }) => [parameter.name, value]));
  const slots = endpoint.slots.map((name): CodeValue => (name === null ? null : (values.get(name) ?? null)));
  const members = [`"data": ${writeLiteral(slots, spelling)}`];
  if (endpoint.name === null) members.push(`"fn_index": ${endpoint.fnIndex}`);
  if (inSession) members.push(`"session_hash": "${expansion("$SESSION")}"`);
  if (endpoint.oauthToken === "required") members.push(`"oauth_token": "${expansion("$HF_TOKEN")}"`);
  const body = jsonWord(`{${members.join(", ")}}`);
  // Every user of a machine can read its command lines: a token goes by stdin. So does what may be of any length.
  const byStdin =
    !fitsCommandLine(body) || endpoint.oauthToken === "required" || someReference(slots, (value) => value instanceof OutputReference);
  return { uploads, data: byStdin ? `-d @- <<< ${body}` : `-d ${body}` };
}

/** Where an output stands in what the server answers, which has all slots. */
function placeInAnswer(info: ApiInfo, { endpoint, sentPath }: OutputReference): readonly (string | number)[] {
  const [first, ...rest] = endpoint.returns.length === 1 ? [0, ...sentPath] : sentPath;
  const inData = [endpoint.returnSlots[Number(first)] ?? Number(first), ...rest];
  return goesByName(info, endpoint) ? inData : ["data", ...inData];
}

/** From Gradio 4 on the server fetches what is named by its URL; before, it has to be brought. */
function uploadCommand(info: ApiInfo, source: string): string {
  const [bring, file] = isHttp(source)
    ? [`curl -sSL ${bashWord(source)} | `, `@-;filename=${formQuoted(nameOf(source))}`]
    : ["", `@${formQuoted(source)}`];
  return `${bring}curl -sS ${url(info, "upload")} -F ${bashWord(`files=${file}`)}`;
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
