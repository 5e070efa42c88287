/** `/config`, untouched: the server's snake_case keys. Only what every supported version has in common is named here. Source: protocol.md §1. */
export interface AppConfig {
  /** Version of Gradio, e.g. `"6.31.0"`. */
  readonly version: string;
  readonly title?: string | undefined;
  /** Absent means `"ws"` (Gradio 3). */
  readonly protocol?: string | undefined;
  readonly api_prefix?: string | undefined;
  readonly [key: string]: unknown;
}
