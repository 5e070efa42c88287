import type { Context } from "../endpoint/context.js";
import type { StateCell } from "../session/state-cell.js";

/** What a handler is told of its call. Its members may be taken apart: `({ progress, log }) => …`. */
export function makeContext(call: Omit<Context<unknown>, "state">, state: StateCell): Context<unknown> {
  return {
    ...call,
    get state() {
      return state.value;
    },
    set state(value) {
      state.value = value;
    },
  };
}
