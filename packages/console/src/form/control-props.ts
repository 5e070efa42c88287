import type { Draft } from "./drafts.js";

/** What every control gets. */
export interface ControlProps {
  readonly id: string;
  readonly draft: Draft | undefined;
  readonly onChange: (draft: Draft | undefined) => void;
  /** Whether what it holds is wrong. */
  readonly invalid: boolean;
  /** For those who hear the page: the elements that say what the control is for. */
  readonly aria: { readonly "aria-labelledby": string; readonly "aria-describedby": string };
}
