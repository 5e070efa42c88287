import type { Logger } from "@gradio-ts/client";

/** What the author of the app chose, defaults filled in. */
export interface Settings {
  readonly title: string;
  readonly description: string;
  /** `undefined`: the app keeps no state. */
  readonly state: (() => unknown) | undefined;
  readonly concurrencyLimit: number | null;
  readonly maxQueueSize: number;
  readonly rootPath: string;
  readonly showErrors: boolean;
  readonly logger: Logger;
}
