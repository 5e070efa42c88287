/** A way of calling, as docs/protocol.md §0.1 names them, at one server that speaks it. */
export interface Transport {
  readonly name: "ws" | "sse" | "sse_v1" | "sse_v2" | "sse_v3" | "direct";
  /** The server: a version of Gradio, or `"ours"`. */
  readonly server: string;
  /** What stands before the server's routes. */
  readonly prefix: string;
  /** Whether one event stream carries all calls of a session; else each call has a line of its own. */
  readonly shared: boolean;
  /** Whether the server announces the end of a stream (protocol.md §3.4). */
  readonly announcesEnd: boolean;
  /** Whether intermediate outputs come as edits of the one before (protocol.md §4). */
  readonly edits: boolean;
  /** Whether clients show that they are alive (protocol.md §9). */
  readonly heartbeat: boolean;
}

const base = { prefix: "", shared: false, announcesEnd: false, edits: false, heartbeat: false } as const;
const latest = { prefix: "gradio_api/", shared: true, announcesEnd: true, edits: true, heartbeat: true } as const;

export const transports: readonly Transport[] = [
  { ...base, name: "ws", server: "3.50.2" },
  { ...base, name: "sse", server: "4.8.0" },
  { ...base, name: "sse_v1", server: "4.16.0", shared: true },
  { ...base, name: "sse_v2", server: "4.19.2", shared: true, edits: true },
  { ...latest, name: "sse_v3", server: "6.31.0" },
  { ...latest, name: "sse_v3", server: "ours" },
  { ...latest, name: "direct", server: "6.31.0" },
  { ...latest, name: "direct", server: "ours" },
];
