import { UnsupportedAppError } from "../errors.js";
import type { Version, WireName } from "./app.js";
import { since } from "./since.js";

const SPOKEN: readonly unknown[] = ["sse", "sse_v1", "sse_v2", "sse_v2.1", "sse_v3"] satisfies WireName[];

/** The generation of the wire a server speaks, by `config.protocol` and its version. Source: protocol.md §0.1. */
export function chooseWire(version: Version, told: unknown): WireName {
  const protocol = told ?? "ws";
  if (SPOKEN.includes(protocol)) return protocol as WireName;
  // Servers before 3.1.5 say nothing of a protocol either, and have none but plain requests (protocol.md §17).
  if (protocol === "ws" && version.major === 3) return since(version, 3, 1, 5) ? protocol : "direct";
  const { major, minor, patch } = version;
  throw new UnsupportedAppError(
    `This app runs Gradio ${major}.${minor}.${patch} (protocol ${JSON.stringify(protocol)}), which is not supported. Supported are Gradio 3.0 to 6, up to protocol "sse_v3".`,
  );
}
