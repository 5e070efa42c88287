import type { Action } from "../measure/task.js";
import type { BigName, StreamName } from "../server/values.js";

/** What a subject cost, in terms a target is set in. */
export interface Standing {
  /** Times the floor. */
  readonly cpu: number;
  readonly wall: number;
  readonly requests: number | undefined;
  readonly roundTrips: number | undefined;
}

export interface Target {
  readonly says: string;
  readonly met: (standing: Standing) => boolean;
}

/** What `@gradio-ts/client` is held to, on the replayed server. */
export const TARGETS: Readonly<Partial<Record<`${"fast" | "delayed"} ${Action}`, Target>>> = {
  "fast queued": { says: "CPU ≤ 1.3 × floor", met: ({ cpu }) => cpu <= 1.3 },
  "delayed connect": {
    says: "1 round trip, 2 requests",
    met: ({ requests, roundTrips }) => roundTrips === 1 && requests === 2,
  },
  "delayed queued": { says: "time ≤ 1.15 × floor", met: ({ wall }) => wall <= 1.15 },
};

/** Most of a stream: CPU in times the floor, and the exponent with which it grows. */
export const STREAM_TARGETS = { cpu: 1.3, growth: 1.05 };

/** Most megabytes that all values of a stream may hold. */
export const HELD_TARGETS: Readonly<Partial<Record<StreamName, number>>> = { text: 3, chat: 25, table: 20 };

/** Most of a big value, in times the floor. */
export const BIG_TARGETS: Readonly<Record<BigName, { readonly cpu: number; readonly peak?: number }>> = {
  list: { cpu: 1.2 },
  "growing-list": { cpu: 1.3 },
  json: { cpu: 1.2, peak: 1.3 },
};

/** Most megabytes over what was held before, or most requests of a process that does it once more than that. */
export const TRANSFER_TARGETS = { upload: { megabytes: 60 }, download: { megabytes: 60 }, many: { requests: 8 } } as const;

/** What many jobs at once cost, in terms a target is set in. */
export interface JobsStanding {
  /** Times the floor. */
  readonly cpu: number;
  readonly peak: number;
  readonly growth: number | undefined;
  readonly connections: number;
  readonly lost: number;
}

/** By how many they are. */
export const JOBS_TARGETS: Readonly<Record<number, { readonly says: string; readonly met: (standing: JobsStanding) => boolean }>> = {
  1000: {
    says: "CPU ≤ 1.15 × floor, peak ≤ floor, ≤ 140 connections, all delivered",
    met: ({ cpu, peak, connections, lost }) => cpu <= 1.15 && peak <= 1 && connections <= 140 && lost === 0,
  },
  5000: {
    says: "growth ≤ 1.05, ≤ 140 connections, all delivered",
    met: ({ growth = 0, connections, lost }) => growth <= 1.05 && connections <= 140 && lost === 0,
  },
};

/** Most megabytes that readers which take their time may hold beyond what the job keeps anyway. */
export const SLOW_TARGET = 1;

/** Least calls per second of our server, in times those of Python's. */
export const SERVER_TARGET = 5;

export const LARGEST_CORE = 10_000;
export const LARGEST_BUNDLE = 14_000;

export function verdict(met: boolean): string {
  return met ? "met" : "**missed**";
}
