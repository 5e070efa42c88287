import type { LogUpdate, StatusUpdate, Update, UploadProgress } from "@gradio-ts/client";

/** How a call stands, as the page shows it. */
export interface RunState {
  readonly status: StatusUpdate | undefined;
  /** The newest output; `undefined` before the first. */
  readonly output: unknown;
  readonly outputs: number;
  readonly logs: readonly LogUpdate[];
  readonly uploads: Readonly<Record<string, UploadProgress>>;
  readonly error: unknown;
  readonly ended: boolean;
}

export const STARTED: RunState = {
  status: undefined,
  output: undefined,
  outputs: 0,
  logs: [],
  uploads: {},
  error: undefined,
  ended: false,
};

/** More log lines than this are not kept. */
const MOST_LOGS = 500;

/** What an update makes of it. */
export function afterUpdate(state: RunState, update: Update): RunState {
  switch (update.type) {
    case "status":
      return { ...state, status: update };
    case "output":
      return { ...state, output: update.output, outputs: update.index + 1 };
    case "log":
      return { ...state, logs: [...state.logs, update].slice(-MOST_LOGS) };
    case "upload":
      return { ...state, uploads: { ...state.uploads, [update.name]: update } };
  }
}
