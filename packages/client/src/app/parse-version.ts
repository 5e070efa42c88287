import { ProtocolError } from "../errors.js";
import type { Version } from "./app.js";

/** `"6.31.0b1"`, and `"3.23.0\n"` as old servers write it (protocol.md §1). */
export function parseVersion(text: unknown): Version {
  const [match, major, minor, patch = 0] = (typeof text === "string" && /^\s*(\d+)\.(\d+)(?:\.(\d+))?/.exec(text)) || [];
  if (match === undefined) throw new ProtocolError("/config names no version of Gradio.");
  return { major: Number(major), minor: Number(minor), patch: Number(patch) };
}
