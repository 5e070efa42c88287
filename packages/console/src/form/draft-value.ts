import type { Draft } from "./drafts.js";

/** The value that stands in a control, if one does. */
export function draftValue(draft: Draft | undefined): unknown {
  return draft?.kind === "value" ? draft.value : undefined;
}
