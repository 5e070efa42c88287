import type { JsonSchema } from "@gradio-ts/client";

/** What a schema says; one that is `true` or `false` says nothing. */
export function keywordsOf(schema: JsonSchema): { readonly [keyword: string]: unknown } {
  return typeof schema === "boolean" ? {} : schema;
}
