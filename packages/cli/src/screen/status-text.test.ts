import type { ProgressUnit, StatusUpdate } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { statusText, uploadText } from "./status-text.js";

const STATUS: StatusUpdate = {
  code: "IN_QUEUE",
  rank: null,
  queueSize: null,
  eta: null,
  success: null,
  time: new Date(0),
  progressData: null,
  error: null,
};
const UNIT: ProgressUnit = { index: null, length: null, unit: null, progress: null, desc: null };

describe("The progress line says of", () => {
  it.each<[what: string, status: Partial<StatusUpdate>, text: string]>([
    ["a call that is being sent", { code: "STARTING" }, "sending"],
    ["a place in the queue", { rank: 2, eta: 12.2 }, "in queue, 2 ahead, about 13 s"],
    ["the first place", { rank: 0 }, "in queue, next"],
    ["a run without estimate", { code: "PROCESSING" }, "running"],
    ["a long run", { code: "PROCESSING", eta: 600 }, "running, about 10 min"],
    ["a very long run", { code: "ITERATING", eta: 7200 }, "running, about 2 h"],
    [
      "trackers, outermost first",
      {
        code: "PROGRESS",
        eta: 8,
        progressData: [
          { ...UNIT, index: 1, length: 3, unit: "epochs" },
          { ...UNIT, index: 2, length: 28, unit: "steps", desc: "drawing" },
        ],
      },
      "1/3 epochs · drawing 2/28 steps, about 8 s",
    ],
    ["a tracker of unknown length", { code: "PROGRESS", progressData: [{ ...UNIT, index: 7 }] }, "7 steps"],
    ["a share", { code: "PROGRESS", progressData: [{ ...UNIT, progress: 0.256, desc: "painting" }] }, "painting 26 %"],
    ["a tracker that tells nothing", { code: "PROGRESS", progressData: [UNIT] }, "running"],
  ])("%s", (_, status, text) => {
    expect(statusText({ ...STATUS, ...status }, 0)).toBe(text);
  });

  it("an estimate what is left of it, and nothing when it has run out", () => {
    expect(statusText({ ...STATUS, eta: 10 }, 4000)).toBe("in queue, about 6 s");
    expect(statusText({ ...STATUS, eta: 10 }, 11_000)).toBe("in queue");
  });

  it("an upload how many bytes of how many have gone", () => {
    expect(uploadText({ name: "a.bin", loaded: 1_500_000, total: 3e9 })).toBe("uploading a.bin, 1.5 MB of 3 GB");
    expect(uploadText({ name: "a.bin", loaded: 0, total: null })).toBe("uploading a.bin, 0 B");
  });
});
