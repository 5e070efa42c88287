/** What a real Gradio says of an app before it is called, as it came. Written by `record.ts`. */
export interface RecordedApp {
  readonly config: string;
  readonly info: string;
  /** Where the app was: the address in `config` and `info`. */
  readonly origin: string;
}

/** What `recording.json` holds: bodies of a real Gradio's answers to the calls of `app.py`. */
export interface Recording extends RecordedApp {
  /** The input of the recorded calls. */
  readonly text: string;
  readonly eventId: string;
  /** The stream of one call, message by message, the last of them `close_stream`. */
  readonly events: readonly string[];
  /** The stream of an unknown session. */
  readonly unknown: string;
  readonly direct: string;
  readonly cancel: string;
}
