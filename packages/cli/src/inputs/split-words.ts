export interface Words {
  /** What stands first, if it starts with `/` or is a number. */
  readonly endpoint: string | undefined;
  readonly inputs: readonly string[];
}

/** The words after `<app>`: an endpoint, if one is named, and inputs. */
export function splitWords(words: readonly string[]): Words {
  const [first, ...rest] = words;
  return first !== undefined && /^(\/|\d+$)/.test(first) ? { endpoint: first, inputs: rest } : { endpoint: undefined, inputs: words };
}
