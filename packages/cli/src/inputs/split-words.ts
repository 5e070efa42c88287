export interface Words {
  /** What stands first, if it can be no input: a text without `=` that is no JSON either. */
  readonly endpoint: string | undefined;
  readonly inputs: readonly string[];
}

/** A name, with its slash or without; a number. */
const ENDPOINT = /^(\/|[^\s=[{"-][^\s=]*$)/;

/** The words after `<app>`: an endpoint, if one is named, and inputs. */
export function splitWords(words: readonly string[]): Words {
  const [first, ...rest] = words;
  return first !== undefined && ENDPOINT.test(first) ? { endpoint: first, inputs: rest } : { endpoint: undefined, inputs: words };
}
