import type { FetchFunction } from "./fetch-types.js";

/** The runtime's `fetch`, looked up at each request so that a test may replace it. On Node node-fetch.ts stands for it (`#runtime-fetch` in package.json). */
export const runtimeFetch: FetchFunction = (url, init) => globalThis.fetch(url, init);
