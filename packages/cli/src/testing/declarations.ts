/** As much of a library as types of apps need: a real one takes a compiler a second to read. */
export const LIBRARY = `
  interface Array<T> { [index: number]: T } interface ReadonlyArray<T> { readonly [index: number]: T }
  interface Boolean {} interface Function {} interface CallableFunction {} interface NewableFunction {} interface IArguments {}
  interface Number {} interface Object {} interface RegExp {} interface String {}
  type Record<K extends string | number | symbol, T> = { [P in K]: T };
`;

/** The same of `@gradio-ts/client`. */
export const CLIENT = `
  export interface FileLike { readonly file: "in" } export interface OutputFile { readonly file: "out" }
  export type AppTypes = { readonly [endpoint: string | number]: {
    readonly args: readonly unknown[]; readonly inputs: object; readonly output: unknown } };
`;
