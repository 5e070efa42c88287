import { expect, it } from "vitest";
import { batchText } from "./batch-text.js";

it("A batch tells how many rows are done and have failed, how quick it is, and how long it will take", () => {
  const count = { done: 412, finished: 412, failed: 3, total: 1000 };
  expect(batchText(count, 67_541)).toBe("412/1000  3 failed  6.1/s  about 97 s left");
  expect(batchText({ ...count, total: undefined }, 2000)).toBe("412  3 failed  206/s");
  expect(batchText({ ...count, done: 1000, finished: 591 }, 100_000)).toBe("1000/1000  3 failed  5.9/s");
  expect(batchText({ ...count, finished: 1, total: 500 }, 60_000)).toBe("412/500  3 failed  0.017/s  about 88 min left");
});

it("A batch that has not begun has no rate", () => {
  expect(batchText({ done: 409, finished: 0, failed: 0, total: 1000 }, 0)).toBe("409/1000  0 failed");
  expect(batchText({ done: 0, finished: 0, failed: 0, total: 0 }, 5)).toBe("0/0  0 failed");
});
