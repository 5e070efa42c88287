/** What a machine with a disk can do with files. Chosen by the conditions of `#file-system` in package.json: on Node, Bun and Deno. */
export { openPath } from "./open-path.js";
export { saveStream } from "./save-stream.js";
export { typeOf } from "./type-of.js";
