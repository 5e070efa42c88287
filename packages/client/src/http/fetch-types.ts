/**
 * Names are case-insensitive; `null` removes a header. Of a `Headers` object, say an incoming request's, those that describe one message
 * or connection (`host`, `connection`, `content-length`, `content-type` …) are left out.
 */
export type HeaderInit =
  | Readonly<Record<string, string | null>>
  | {
      /** As `Headers` have it. */
      forEach(callback: (value: string, name: string) => void): void;
    };
/** The part of `fetch` that is used: the runtime's fits as it is, and so do undici's, Expo's and `server.fetch` of `@gradio-ts/server`. */
export type FetchFunction = (url: string, init?: FetchInit) => Promise<FetchResponse>;
/** Goes where any `RequestInit` goes. */
export interface FetchInit {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** Text, bytes, `FormData` or a stream, of this runtime. `any`, as the libraries' types for these exclude each other: the only one in the package. */
  // biome-ignore lint/suspicious/noExplicitAny: the web's and Node's types for a body exclude each other
  readonly body?: any;
  readonly duplex?: "half";
  readonly signal?: AbortSignal;
  readonly redirect?: "follow" | "manual" | "error";
  readonly credentials?: "include" | "omit" | "same-origin";
}
/** Any `Response` fits. */
export interface FetchResponse {
  readonly status: number;
  readonly url: string;
  readonly type: string;
  readonly headers: {
    /** One header, joined by commas where there are several. */
    get(name: string): string | null;
    /** Each `set-cookie` for itself, where the runtime tells. */
    getSetCookie?(): string[];
  };
  /** A web stream of bytes. */
  readonly body: object | null;
  /** The whole body as UTF-8. */
  text(): Promise<string>;
  /** The whole body as bytes. */
  arrayBuffer(): Promise<ArrayBuffer>;
}
