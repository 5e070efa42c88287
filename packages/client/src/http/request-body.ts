import type { FetchInit } from "./fetch-types.js";
import type { RequestOptions } from "./request-options.js";

export function hasBody(options: RequestOptions): boolean {
  return options.json !== undefined || options.form !== undefined || options.stream !== undefined;
}

export function encoded({ json, form, stream }: RequestOptions): {
  readonly body?: unknown;
  readonly type?: string;
  readonly length?: number | undefined;
} {
  if (stream !== undefined) {
    const { stream: body, type, length } = stream();
    return { body, type, length };
  }
  if (json !== undefined) return { body: JSON.stringify(json), type: "application/json" };
  if (form instanceof URLSearchParams) return { body: form.toString(), type: "application/x-www-form-urlencoded" };
  return { body: form };
}

/**
 * Node's `fetch` keeps all of a body in memory that it might have to send a second time: unless it is told that it need not, which it takes
 * only together with this word on redirects. Other runtimes know nothing of it, and some refuse the word.
 */
export function streaming(): Partial<FetchInit> {
  const { process } = globalThis as { readonly process?: { readonly versions?: { readonly undici?: string } } };
  const unkept = { duplex: "half", redirect: "error", window: null } as const;
  // workerd names it too, and no version.
  return process?.versions?.undici ? unkept : { duplex: "half" };
}
