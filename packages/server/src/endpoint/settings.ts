import type { Logger } from "@gradio-ts/client";
import type { Credentials } from "../auth/logins.js";
import type { FileStore } from "../files/file-store.js";

/** What the author of the app chose, defaults filled in. */
export interface Settings {
  readonly title: string;
  readonly description: string;
  /** `undefined`: the app keeps no state. */
  readonly state: (() => unknown) | undefined;
  /** `undefined`: nobody logs in. */
  readonly auth: Credentials | undefined;
  readonly authMessage: string | null;
  readonly authenticate: ((request: Request) => string | null | Promise<string | null>) | undefined;
  readonly concurrencyLimit: number | null;
  readonly maxQueueSize: number;
  /** Bytes. */
  readonly maxFileSize: number;
  readonly allowedPaths: readonly string[];
  /** `undefined`: the runtime's own, a temporary directory or memory. */
  readonly fileStore: FileStore | undefined;
  readonly rootPath: string;
  readonly showErrors: boolean;
  /** `true`: the server's own; `false`: none. */
  readonly page: boolean | ((request: Request) => Response | Promise<Response>);
  readonly mcp: boolean;
  readonly logger: Logger;
}
