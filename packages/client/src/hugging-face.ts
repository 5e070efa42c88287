/** All that concerns Hugging Face, in one piece that is loaded when the first Space is connected to or copied. */

export { connectSpace } from "./connect-space.js";
export { checkDuplicateOptions } from "./options/check-duplicate-options.js";
export { copySpace, duplicateSpace } from "./spaces/duplicate-space.js";
