import type { RecordedCall } from "@gradio-ts/client";
import type { Run } from "../run/runs.js";

/** Calls that are being kept, by the number of their run: those that were started after `from`, and up to `to` once that is known. */
export interface Recording {
  readonly from: number;
  readonly to: number | undefined;
  readonly calls: ReadonlyMap<number, RecordedCall>;
}

/** A recording of what is started from now on. */
export function startRecording(runs: readonly Run[]): Recording {
  return { from: newest(runs), to: undefined, calls: new Map() };
}

/** Calls that still run are kept when they end. */
export function stopRecording(recording: Recording, runs: readonly Run[]): Recording {
  return { ...recording, to: newest(runs) };
}

/** With the calls that have ended well: the others would end a program, too. */
export function withRuns(recording: Recording, runs: readonly Run[]): Recording {
  const { from, to = Number.POSITIVE_INFINITY, calls } = recording;
  const ended = runs.filter(({ id, state }) => id > from && id <= to && !calls.has(id) && state.ended && state.error === undefined);
  if (ended.length === 0) return recording;
  const kept = ended.map(({ id, call, inputs, state }) => [id, { endpoint: call, inputs, output: state.output }] as const);
  return { ...recording, calls: new Map([...calls, ...kept].sort(([a], [b]) => a - b)) };
}

function newest(runs: readonly Run[]): number {
  return runs[0]?.id ?? 0;
}
