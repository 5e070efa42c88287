import type { Connected } from "./subject.js";

/** For clients that keep no record of what they gave. */
export function keptByHand(stream: Connected["stream"]): Connected["keep"] {
  return async (endpoint, size, see) => {
    const values: unknown[] = [];
    await stream(endpoint, size, (value) => {
      see(value);
      values.push(value);
    });
    return values;
  };
}
