/** The messages of an event stream of Gradio 4.22 and later (protocol.md §3.5). Seconds throughout. */
export type ServerMessage = EventMessage | HeartbeatMessage | CloseStreamMessage | UnexpectedErrorMessage;

/** About one event, named by `event_id`. */
export type EventMessage = EstimationMessage | StartsMessage | ProgressMessage | LogMessage | GeneratingMessage | CompletedMessage;

export interface EstimationMessage {
  readonly msg: "estimation";
  readonly event_id: string;
  /** Calls ahead in the queue; 0 = next. */
  readonly rank: number;
  /** Calls waiting in the queue, this one included. */
  readonly queue_size: number;
  /** Until the result; `null` until every function involved has run once. */
  readonly rank_eta: number | null;
}

export interface StartsMessage {
  readonly msg: "process_starts";
  readonly event_id: string;
  /** The function's average run time. */
  readonly eta: number | null;
}

export interface ProgressMessage {
  readonly msg: "progress";
  readonly event_id: string;
  readonly progress_data: readonly WireProgressUnit[];
}

export interface WireProgressUnit {
  readonly index: number | null;
  readonly length: number | null;
  readonly unit: string | null;
  /** 0 to 1. */
  readonly progress: number | null;
  readonly desc: string | null;
}

export interface LogMessage {
  readonly msg: "log";
  readonly event_id: string;
  readonly log: string;
  readonly level: "info" | "warning" | "success" | "error";
  readonly duration: number | null;
  readonly visible: boolean;
  readonly title: string | null;
}

/** The first of a run holds whole values, the following ones edits per output. */
export interface GeneratingMessage {
  readonly msg: "process_generating";
  readonly event_id: string;
  readonly output: StepOutput;
  readonly success: true;
  readonly time_limit: null;
}

export interface CompletedMessage {
  readonly msg: "process_completed";
  readonly event_id: string;
  /** Empty where the call was cancelled. */
  readonly output: StepOutput | ErrorOutput | Record<string, never>;
  readonly success: boolean;
  /** Of an error raised before the first output. */
  readonly title: string | null;
  readonly used_cache: "full" | "partial" | null;
  readonly cache_duration: number | null;
  readonly avg_time: number | null;
}

/** What one step of a function gave; also the body of a direct run. */
export interface StepOutput {
  /** One element per output of the function; `null` for state. */
  readonly data: readonly unknown[];
  /** `null` for batch functions. */
  readonly is_generating: boolean | null;
  readonly duration: number;
  readonly average_duration: number;
  readonly render_config: null;
  readonly changed_state_ids: readonly number[];
  readonly used_cache: "full" | "partial" | null;
}

/** Why a function failed (protocol.md §12). */
export interface ErrorOutput {
  /** `null` where the app hides the message. */
  readonly error: string | null;
  readonly duration?: number | null;
  readonly visible?: boolean;
  readonly title?: string;
}

export interface HeartbeatMessage {
  readonly msg: "heartbeat";
  readonly event_id: null;
}

/** No event of the session is left: the stream ends. */
export interface CloseStreamMessage {
  readonly msg: "close_stream";
  readonly event_id: null;
}

/** Concerns the whole session. */
export interface UnexpectedErrorMessage {
  readonly msg: "unexpected_error";
  readonly event_id: null;
  readonly message: string;
  readonly session_not_found: boolean;
  readonly success: false;
}
