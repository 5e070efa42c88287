/** JSON Schema as data; 2020-12 where the server is consistent. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };
