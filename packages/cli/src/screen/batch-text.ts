import { durationText } from "./duration-text.js";

/** How far a batch is. */
export interface BatchCount {
  /** Rows that have a result, of this run or an earlier one. */
  readonly done: number;
  /** Of this run. */
  readonly finished: number;
  /** Of this run. */
  readonly failed: number;
  /** All rows, if that is known. */
  readonly total: number | undefined;
}

/** How far a batch is after so many milliseconds; with the time that is left, while some is. */
export function batchText({ done, finished, failed, total }: BatchCount, milliseconds: number): string {
  const rate = milliseconds > 0 ? (finished * 1000) / milliseconds : 0;
  const left = total === undefined || rate === 0 || done >= total ? undefined : `about ${durationText((total - done) / rate)} left`;
  return [total === undefined ? done : `${done}/${total}`, `${failed} failed`, rate > 0 && `${rateText(rate)}/s`, left]
    .filter((part) => part !== undefined && part !== false)
    .join("  ");
}

function rateText(rate: number): string {
  return rate < 10 ? String(Number(rate.toPrecision(2))) : rate.toFixed(0);
}
