import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ProgressLine } from "./progress-line.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function drawnOn(columns: number) {
  const stream = Object.assign(new PassThrough(), { columns });
  const shown: string[] = [];
  stream.on("data", (data: Buffer) => shown.push(data.toString()));
  return { line: new ProgressLine(stream as unknown as NodeJS.WriteStream), shown };
}

it("The progress line is as wide as its terminal at most, in columns, not in letters", () => {
  const { line, shown } = drawnOn(12);
  line.show(() => "日本語日本語日本語");
  expect(shown.join("")).toBe("⠋ 日本語日…");
  line.close();
});

it("The progress line asks for its text each time it is drawn, and is gone when it is closed", () => {
  const { line, shown } = drawnOn(0);
  let count = 0;
  line.show(() => `step ${++count}\n\u001b[2J`);
  vi.advanceTimersByTime(200);
  line.close();
  vi.advanceTimersByTime(1000);
  const CLEARED = "\u001b[1G\u001b[2K";
  expect(shown.join("")).toBe(["⠋ step 1", "⠙ step 2", "⠹ step 3", ""].join(CLEARED));
});
