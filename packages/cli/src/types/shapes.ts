import type { JsonSchema } from "@gradio-ts/client";
import { resolveRef, typescriptType } from "@gradio-ts/wire";
import { docComment } from "./doc-comment.js";
import { FreeNames } from "./free-names.js";
import { typeName } from "./type-name.js";

type Side = "input" | "output";

/** What the types of a file refer to, and no type of an app may be called. */
export const RESERVED: readonly string[] = ["FileLike", "OutputFile", "Record"];

const ABOUT = "Shared by several endpoints, named after the JSON Schema's `$defs`.";

/** The types that have a name: objects that the app's schemas define. Spells the others, so that all of a file know each other. */
export class Shapes {
  readonly #names: FreeNames;
  /** By name and content: definitions of one name may differ between endpoints. */
  readonly #known = new Map<string, string>();
  /** By schema: a definition may be referred to as often as a schema likes. */
  readonly #read = new WeakMap<object, Map<string, string>>();
  readonly #declared: { readonly name: string; readonly body: JsonSchema; readonly root: object; readonly side: Side }[] = [];

  /** @param app The name that the app's type has. */
  constructor(app: string) {
    this.#names = new FreeNames("", [...RESERVED, app]);
  }

  /** A schema's type as text. */
  typeOf(schema: JsonSchema, side: Side): string {
    return this.#spell(schema, schema, side);
  }

  /** A declaration for each name that was needed, with those that these need. */
  declarations(): readonly string[] {
    const texts: string[] = [];
    // More are added on the way; a list instead of recursion, as definitions may refer to each other in a long row.
    for (const { name, body, root, side } of this.#declared)
      texts.push([...docComment([ABOUT], ""), `export type ${name} = ${this.#spell(body, root, side)};`].join("\n"));
    return texts;
  }

  #spell(schema: JsonSchema, root: JsonSchema | object, side: Side): string {
    return typescriptType(schema, side, (ref) => this.#nameOf(ref, Object(root), side));
  }

  #nameOf(ref: string, root: object, side: Side): string {
    const read = this.#read.get(root) ?? new Map<string, string>();
    this.#read.set(root, read);
    const key = `${side} ${ref}`;
    const name = read.get(key) ?? this.#newName(ref, root, side);
    read.set(key, name);
    return name;
  }

  #newName(ref: string, root: object, side: Side): string {
    const { $defs, definitions } = root as Readonly<Record<string, unknown>>;
    const within = { ...($defs !== undefined && { $defs }), ...(definitions !== undefined && { definitions }) };
    const body = { ...Object(resolveRef(ref, root)), ...within };
    const spelledOut = { input: typescriptType(body, "input"), output: typescriptType(body, "output") };
    // What holds files is one type as an input, and another as an output.
    const suffix = side === "input" && spelledOut.input !== spelledOut.output ? "Input" : "";
    const wanted = `${typeName(lastOf(ref)) || "Shape"}${suffix}`;
    // Spelled out, what refers to itself says `unknown`; with the names of definitions it does not say what these hold.
    const content = `${wanted} ${spelledOut[side]} ${typescriptType(body, side, lastOf)}`;
    const known = this.#known.get(content);
    if (known !== undefined) return known;
    const name = this.#names.take(wanted);
    this.#known.set(content, name);
    this.#declared.push({ name, body, root, side });
    return name;
  }
}

function lastOf(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}
