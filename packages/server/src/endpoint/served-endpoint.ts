import { InvalidArgumentError } from "@gradio-ts/client";
import type { Component } from "../fields/component.js";
import { toComponent } from "../fields/to-component.js";
import { NO_FILES } from "../files/call-files.js";
import { type BatchHandler, runBatch } from "./batch.js";
import type { Context } from "./context.js";
import type { Endpoint } from "./definition.js";
import { isLimit, isPositive, LONGEST_TIMER, refuseUnknown } from "./option-checks.js";

/** A handler as the server calls it: types are the builder's business. */
export type Handler = (inputs: Readonly<Record<string, unknown>>, context: Context<unknown>) => unknown;

/** An endpoint with its code, defaults filled in and everything checked. */
export interface ServedEndpoint {
  /** Its number: position in `/config`, and what `fn_index` means. */
  readonly id: number;
  /** Without the slash. */
  readonly name: string;
  readonly inputs: readonly { readonly name: string; readonly component: Component }[];
  readonly outputs: readonly Component[];
  /** Whether the handler gives an array of values: there are several outputs, or an array of one was declared. */
  readonly severalOutputs: boolean;
  readonly description: string;
  readonly visibility: "public" | "undocumented" | "private";
  readonly queue: boolean;
  readonly concurrencyLimit: number | null;
  readonly concurrencyId: string;
  /** Ms; `undefined`: none, as for what is longer than timers count. */
  readonly timeout: number | undefined;
  readonly generator: boolean;
  /** Answers one call. */
  readonly handler: Handler;
  /** How several waiting calls are answered by one run, where the endpoint works so. */
  readonly batch: BatchCode | undefined;
}

/** The code of an endpoint that works on several calls at once, up to so many. */
export interface BatchCode {
  readonly handler: BatchHandler;
  readonly maxSize: number;
}

const OPTIONS = ["inputs", "output", "description", "visibility", "queue", "concurrencyLimit", "concurrencyId", "timeout"];

/** Checks a definition and completes it. @throws InvalidArgumentError naming the endpoint. */
export function serveEndpoint(
  id: number,
  name: string,
  definition: Endpoint,
  defaultLimit: number | null,
  code: Handler | BatchCode,
): ServedEndpoint {
  const limit = definition.concurrencyLimit;
  const batch = typeof code === "function" ? undefined : checkedBatch(name, code);
  return {
    id,
    name: name.slice(1),
    inputs: inputsOf(name, definition),
    outputs: outputsOf(name, definition),
    severalOutputs: Array.isArray(definition.output),
    description: definition.description ?? "",
    visibility: definition.visibility ?? "public",
    queue: definition.queue ?? true,
    concurrencyLimit: limit === undefined ? defaultLimit : limit,
    concurrencyId: definition.concurrencyId === undefined ? `endpoint ${id}` : `shared ${definition.concurrencyId}`,
    timeout: (definition.timeout ?? LONGEST_TIMER) < LONGEST_TIMER ? definition.timeout : undefined,
    generator: batch === undefined && isGeneratorFunction(code),
    handler: typeof code === "function" ? code : async (inputs, { signal }) => (await runBatch(name, code.handler, [inputs], signal))[0],
    batch,
  };
}

/** Everything that is wrong with a definition by itself. @throws InvalidArgumentError */
export function checkDefinition(name: string, definition: Endpoint): void {
  if (!/^\/[\w-]+$/.test(name))
    throw new InvalidArgumentError(`"${name}" is no endpoint name: a slash, then letters, digits, "_" or "-".`, "name");
  refuseUnknown(`Endpoint ${name}`, definition, OPTIONS);
  const { visibility = "public", concurrencyLimit, timeout } = definition;
  if (visibility !== "public" && visibility !== "undocumented" && visibility !== "private") {
    throw new InvalidArgumentError(`Endpoint ${name}: visibility must be "public", "undocumented" or "private".`, "visibility");
  }
  if (!isLimit(concurrencyLimit)) {
    throw new InvalidArgumentError(`Endpoint ${name}: concurrencyLimit must be a whole number from 1, or null.`, "concurrencyLimit");
  }
  if (timeout !== undefined && !isPositive(timeout))
    throw new InvalidArgumentError(`Endpoint ${name}: timeout must be milliseconds.`, "timeout");
}

function checkedBatch(name: string, batch: BatchCode): BatchCode {
  if (!Number.isInteger(batch.maxSize) || batch.maxSize < 1) {
    throw new InvalidArgumentError(`Endpoint ${name}: maxSize must be a whole number from 1.`, "maxSize");
  }
  if (!isGeneratorFunction(batch.handler)) return batch;
  throw new InvalidArgumentError(
    `Endpoint ${name}: a batch is answered at once, by an array; its handler cannot be a generator.`,
    "handler",
  );
}

function inputsOf(endpoint: string, { inputs = {} }: Endpoint): ServedEndpoint["inputs"] {
  return Object.entries(inputs).map(([name, field]) => {
    checkParameterName(endpoint, name);
    const component = toComponent(field);
    if (component === undefined) throw new InvalidArgumentError(`Endpoint ${endpoint}: input "${name}" is no field.`, name);
    checkDefault(endpoint, name, component);
    return { name, component };
  });
}

function outputsOf(endpoint: string, { output }: Endpoint): Component[] {
  const fields = output === undefined ? [] : Array.isArray(output) ? output : [output];
  return fields.map((field) => {
    const component = toComponent(field);
    if (component === undefined) throw new InvalidArgumentError(`Endpoint ${endpoint}: an output is no field.`, "output");
    return component;
  });
}

function checkParameterName(endpoint: string, name: string): void {
  if (!/^[A-Za-z_]\w*$/.test(name) || PYTHON_KEYWORDS.has(name)) {
    throw new InvalidArgumentError(`Endpoint ${endpoint}: "${name}" is no name that Python can call an argument by.`, name);
  }
  if (TAKEN.has(name))
    throw new InvalidArgumentError(`Endpoint ${endpoint}: Python's client takes "${name}" itself; call the input otherwise.`, name);
}

/** A default that its own field refuses is a mistake of the author, found before any caller finds it. */
function checkDefault(endpoint: string, name: string, component: Component): void {
  if (!component.optional || component.default === null) return;
  const reading = component.read(component.default, NO_FILES);
  if (!(reading instanceof Promise) && "issue" in reading) {
    throw new InvalidArgumentError(`Endpoint ${endpoint}: the default of "${name}" does not fit: ${reading.issue}.`, name);
  }
}

/** Compiled for old targets a generator is a plain function: clients then learn of its steps as they come. */
function isGeneratorFunction(handler: unknown): boolean {
  const kind = Object.prototype.toString.call(handler);
  return kind === "[object GeneratorFunction]" || kind === "[object AsyncGeneratorFunction]";
}

/** Arguments of `gradio_client`'s own `predict` and `submit` (protocol.md §2). */
const TAKEN = new Set(["api_name", "fn_index", "result_callbacks"]);
const PYTHON_KEYWORDS = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);
