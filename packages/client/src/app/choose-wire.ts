import { UnsupportedAppError } from "../errors.js";
import type { Version, WireName } from "./app.js";

/** The generation of the wire a server speaks, by its version and `config.protocol`. Source: protocol.md §0.1. */
export function chooseWire({ major, minor, patch }: Version, protocol: unknown): WireName {
  if (protocol === "sse_v3" && (major > 4 || (major === 4 && minor >= 44))) return protocol;
  const spoken = typeof protocol === "string" ? protocol : "ws";
  throw new UnsupportedAppError(
    `This app runs Gradio ${major}.${minor}.${patch} (protocol "${spoken}"). Supported are Gradio 4.44 to 6 (protocol "sse_v3").`,
  );
}
