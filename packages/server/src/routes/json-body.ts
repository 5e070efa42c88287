import { arrived, arriving } from "./arriving.js";
import { Refusal } from "./refusal.js";
import { repeated } from "./repeated.js";

/** What a field of a body may be. */
export type BodyType = "any" | "list" | "integer" | "string" | "hash" | "boolean";
export type BodyFields = Readonly<Record<string, { readonly type: BodyType; readonly required?: boolean }>>;

/** One field that does not fit, as pydantic tells it. */
export interface Issue {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input: unknown;
  readonly ctx?: object;
}
const MOST_ISSUES = 100;

/** Bodies that are no uploads. */
export const MAX_BODY_BYTES = 256 * 1024 * 1024;
/** Bodies that come at once, or never. */
const SMALL_BYTES = 64 * 1024;

/** Characters of a session's hash, which is kept for an hour after its last call. Clients send ten. */
const LONGEST_HASH = 1_000;
/** Levels of lists and objects: far less than would overflow the stack of whatever walks through a value, handlers included. */
const MAX_DEPTH = 1_000;

/** The JSON object a request carries, whatever its members. @throws Refusal */
export async function readObject(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request);
  if (text === "") throw unprocessable([{ type: "missing", loc: ["body"], msg: "Field required", input: null }]);
  const isJson = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(request.headers.get("content-type") ?? "");
  const body: unknown = isJson ? parse(text) : text;
  if (isDeeper(body, MAX_DEPTH)) throw new Refusal(400, `The request body is nested deeper than ${MAX_DEPTH} levels.`);
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    const msg = "Input should be a valid dictionary or object to extract fields from";
    throw unprocessable([{ type: "model_attributes_type", loc: ["body"], msg, input: body }]);
  }
  return body as Record<string, unknown>;
}

/** The same with its members checked; `null` counts as left out where a field is not required. @throws Refusal naming every field that does not fit. */
export async function readBody(request: Request, fields: BodyFields): Promise<Record<string, unknown>> {
  const body = await readObject(request);
  const issues: Issue[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { type, required = false }] of Object.entries(fields)) {
    const value = body[name];
    if (value === undefined && required) issues.push({ type: "missing", loc: ["body", name], msg: "Field required", input: body });
    if (value === undefined || (value === null && !required)) continue;
    const fitting = CHECKS[type](value);
    if (fitting === undefined) issues.push({ ...issueOf(type, value), loc: ["body", name], input: value });
    else values[name] = fitting.value;
  }
  if (issues.length > 0) throw unprocessable(issues);
  return values;
}

/** A refusal that names fields that do not fit. What came in is repeated where it is short. */
export function unprocessable(issues: readonly Issue[]): Refusal {
  return new Refusal(
    422,
    issues.slice(0, MOST_ISSUES).map((issue) => ({ ...issue, input: repeated(issue.input) })),
  );
}

/** A request's body as text. @throws Refusal of one that is too large, or stops coming */
export async function readText(request: Request): Promise<string> {
  // The quick way, which nearly every call takes.
  if (Number(request.headers.get("content-length") ?? Number.NaN) <= SMALL_BYTES || request.body === null) return arrived(request.text());
  return new Response(limited(request, MAX_BODY_BYTES)).text();
}

/** A request's body, which fails if it is larger than allowed or stops coming. @throws Refusal at once, where the length is told */
export function limited(request: Request, maxBytes: number): ReadableStream<Uint8Array> | null {
  const told = request.headers.get("content-length");
  if (Number(told ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (request.body === null) return null;
  const body = arriving(request.body);
  // A request keeps to what it says of its length.
  if (told !== null) return body;
  let size = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength;
        if (size > maxBytes) throw tooLarge(maxBytes);
        controller.enqueue(chunk);
      },
    }),
  );
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal(413, `The request body is larger than ${maxBytes} bytes.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw unprocessable([{ type: "json_invalid", loc: ["body", 0], msg: "JSON decode error", input: {}, ctx: { error: reason } }]);
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return members.some((member) => isDeeper(member, levels - 1));
}

type Check = (value: unknown) => { readonly value: unknown } | undefined;

const CHECKS: Readonly<Record<BodyType, Check>> = {
  any: (value) => ({ value }),
  list: (value) => (Array.isArray(value) ? { value } : undefined),
  // A number in a string is taken, as pydantic takes it.
  integer: (value) => (typeof value !== "object" && /^-?\d+$/.test(String(value)) ? { value: Number(value) } : undefined),
  string: (value) => (typeof value === "string" ? { value } : undefined),
  hash: (value) => (typeof value === "string" && value.length <= LONGEST_HASH ? { value } : undefined),
  boolean: (value) => (typeof value === "boolean" ? { value } : undefined),
};

function issueOf(type: BodyType, value: unknown): { readonly type: string; readonly msg: string } {
  if (type !== "hash") return ISSUES[type];
  return typeof value === "string"
    ? { type: "string_too_long", msg: `String should have at most ${LONGEST_HASH} characters` }
    : ISSUES.string;
}

const ISSUES: Readonly<Record<Exclude<BodyType, "hash">, { readonly type: string; readonly msg: string }>> = {
  any: { type: "missing", msg: "Field required" },
  list: { type: "list_type", msg: "Input should be a valid list" },
  integer: { type: "int_parsing", msg: "Input should be a valid integer, unable to parse string as an integer" },
  string: { type: "string_type", msg: "Input should be a valid string" },
  boolean: { type: "bool_parsing", msg: "Input should be a valid boolean, unable to interpret input" },
};
