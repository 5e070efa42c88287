/** The body of a join or a direct run (protocol.md §3.3). */
export interface PredictBody {
  /** One element per input of the function, skipped components included. */
  readonly data: readonly unknown[];
  /** The function's id. */
  readonly fn_index: number;
  readonly session_hash: string;
  /** For `gr.EventData`. */
  readonly event_data?: unknown;
  readonly trigger_id?: number | null;
  /** `true`: every intermediate output whole, no edits (Gradio 4.20 and later). */
  readonly simple_format?: boolean;
  /** For `gr.OAuthToken`, only where the endpoint declares it (Gradio 6.21 and later). */
  readonly oauth_token?: string;
}
