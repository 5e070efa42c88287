import { InvalidArgumentError, type JsonSchema } from "@gradio-ts/client";
import type { FileDesk } from "../files/call-files.js";
import { type ComponentSpec, field, type Reading } from "./component.js";
import type { Defaulted, FieldOptions, WithDefault } from "./field.js";
import { FILE_SCHEMA, FILES_SCHEMA } from "./file-schema.js";
import type { FilesTypes, FileTypes } from "./file-types.js";

/** What file builders take. */
export interface FileOptions extends FieldOptions<never> {
  /** Extensions or kinds that are taken: `[".pdf", "image"]`. Default: any; for media, their kind. */
  readonly accept?: readonly string[] | undefined;
}

/** What makes one file builder differ from another. */
export interface FileKind {
  /** Gradio's component type. */
  readonly component: string;
  readonly schema?: JsonSchema;
  readonly props: Readonly<Record<string, unknown>>;
  /** The URL of an example. */
  readonly example: string;
  /** Extensions or kinds that are taken where the author does not say; empty: any. */
  readonly accept: readonly string[];
}

/** A field of one file. */
export function fileField<D extends null>(kind: FileKind, options: FileOptions & WithDefault<D>): Defaulted<FileTypes, NoInfer<D>> {
  const accepted = acceptedOf(kind, options);
  return field(kind.component, ["accept"], options, {
    ...describe(kind, options),
    schema: kind.schema ?? FILE_SCHEMA,
    pythonType: "filepath",
    example: exampleFile(kind.example),
    read: (value, files) => files.take(value, accepted),
    write: (value, files) => files.give(value),
  });
}

/** A field of several files. */
export function filesField<D extends null>(kind: FileKind, options: FileOptions & WithDefault<D>): Defaulted<FilesTypes, NoInfer<D>> {
  const accepted = acceptedOf(kind, options);
  return field("files", ["accept"], options, {
    ...describe(kind, options),
    schema: FILES_SCHEMA,
    pythonType: "list[filepath]",
    example: [exampleFile(kind.example)],
    read: (value, files) => takeAll(value, accepted, files),
    write: (value, files) => giveAll(value, files),
  });
}

function describe({ component, props }: FileKind, { accept }: FileOptions): Pick<ComponentSpec, "component" | "props"> {
  // Gradio has no such prop for media.
  const types = accept === undefined || component !== "file" ? {} : { file_types: accept };
  return { component, props: { ...props, ...types } };
}

/** @throws InvalidArgumentError for options that do not fit */
function acceptedOf(
  { component, accept: usual }: FileKind,
  { accept, default: initial }: FileOptions & WithDefault<unknown>,
): readonly string[] {
  if (initial !== undefined && initial !== null)
    throw new InvalidArgumentError(`${component}(): the default of a file can only be null.`, "default");
  if (accept === undefined) return usual;
  if (!Array.isArray(accept) || accept.length === 0 || !accept.every((one) => typeof one === "string" && /^\.?[\w+-]+$/.test(one))) {
    throw new InvalidArgumentError(`${component}(): accept must be extensions with a dot, or kinds: [".pdf", "image"].`, "accept");
  }
  return accept;
}

async function takeAll(value: unknown, accepted: readonly string[], files: FileDesk): Promise<Reading> {
  if (!Array.isArray(value)) return { issue: "a list of files is required" };
  const taken: unknown[] = [];
  for (const [index, one] of value.entries()) {
    const reading = await files.take(one, accepted);
    if ("issue" in reading) return { issue: `file ${index}: ${reading.issue}` };
    taken.push(reading.value);
  }
  return { value: taken };
}

async function giveAll(value: unknown, files: FileDesk): Promise<unknown[]> {
  if (!Array.isArray(value)) throw new TypeError("The handler gave something else than the list of files it declares.");
  const given: unknown[] = [];
  for (const one of value) given.push(await files.give(one));
  return given;
}

function exampleFile(url: string) {
  return { path: url, meta: { _type: "gradio.FileData" }, orig_name: url.split("/").at(-1), url };
}
