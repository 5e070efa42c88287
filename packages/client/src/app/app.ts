import type { ApiInfo, EndpointInfo, ParameterInfo, ReturnInfo } from "../view-api/api-info.js";
import type { AppConfig } from "./app-config.js";

/** A Gradio app as the rest of the client sees it, whatever its version. */
export interface App {
  readonly version: Version;
  readonly config: AppConfig;
  /** What stands before every route but `/config` and `/login`: `"gradio_api/"` since 5.0, `""` before. Relative to the app's URL. */
  readonly prefix: string;
  /** The generation of the wire. Source: protocol.md §0.1. */
  readonly wire: WireName;
  /** Whether a session must show that it is alive (protocol.md §9). */
  readonly heartbeat: boolean;
  /** Bytes of one upload at most; `null`: no limit. */
  readonly maxFileSize: number | null;
  /** Everything that can be called, private endpoints included (so that they can be refused by name), in the server's order. */
  readonly endpoints: readonly Endpoint[];
  /** What `viewApi()` gives. */
  readonly info: ApiInfo;
}

export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** `"direct"`: Gradio 3.0, which has no other way (protocol.md §17). */
export type WireName = "direct" | "ws" | "sse" | "sse_v1" | "sse_v2" | "sse_v2.1" | "sse_v3";

/** One function of the app. */
export interface Endpoint {
  readonly fnIndex: number;
  /** `"/add"`, or `null` if only its number reaches it. */
  readonly name: string | null;
  readonly visibility: "public" | "undocumented" | "private";
  /** `false`: run directly. A generator joins the queue all the same, as a direct run gives its first value only (protocol.md §5). */
  readonly queued: boolean;
  readonly generator: boolean;
  /** The server may run several waiting calls as one (protocol.md §14). */
  readonly batch: boolean;
  /** What it is given depends on the calls before it in its session: these take a slot in `inputs`, unless the app keeps its state elsewhere. */
  readonly stateful: boolean;
  /** The component whose listener this is: what `gr.EventData` calls its target. `null` if there is none. */
  readonly trigger: number | null;
  /** The function whose run cancels this one, on servers that have no `/cancel` (protocol.md §8.2). */
  readonly cancelledBy: number | null;
  /** One per element of the wire's `data`; `null` for state, buttons and layout, which the caller never sees (protocol.md §1.3). */
  readonly inputs: readonly (ParameterInfo | null)[];
  readonly outputs: readonly (ReturnInfo | null)[];
  /** The same endpoint as `viewApi()` tells of it. */
  readonly info: EndpointInfo;
}
