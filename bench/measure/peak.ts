import { readFileSync, writeFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
export const collectGarbage = runInNewContext("gc") as () => void;

/** Begins the peak of this process's memory anew. @returns what it holds now, in bytes. */
export function resetPeak(): number {
  writeFileSync("/proc/self/clear_refs", "5");
  return status("VmRSS");
}

/** The most this process has held since then, in bytes. */
export function peak(): number {
  return status("VmHWM");
}

/** As the kernel counts. The peak that `getrusage` tells is, after a fork, the parent's. */
function status(field: "VmHWM" | "VmRSS"): number {
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  return Number(kilobytes) * 1024;
}
