/** `gr.Info`, `gr.Warning` … Source: protocol.md §3.5. */
export interface LogUpdate {
  readonly type: "log";
  readonly level: "info" | "warning" | "success" | "error";
  readonly message: string;
  readonly title: string | null;
  /** Seconds a page would show it; `null`: until dismissed. */
  readonly duration: number | null;
  /** `false`: the app asks not to show it. */
  readonly visible: boolean;
}
