import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Register } from "./register.js";

const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function register() {
  const connected = new Set<string>();
  const removed: string[] = [];
  const files = new Register(
    (session) => connected.has(session),
    (path) => removed.push(path),
  );
  const add = (path: string) => files.add({ path, size: 1, type: "" });
  return { files, connected, removed, add };
}

test("S177: a file that nobody used goes an hour after it came", () => {
  const { removed, add, files } = register();
  add("a");
  vi.advanceTimersByTime(59 * MINUTE);
  expect(removed).toEqual([]);
  vi.advanceTimersByTime(2 * MINUTE);
  expect(removed).toEqual(["a"]);
  expect(files.use("a")).toBeUndefined();
  expect(vi.getTimerCount()).toBe(0);
});

test("S177: a file stays as long as one of its sessions is there, and an hour more", () => {
  const { files, connected, removed, add } = register();
  add("a");
  connected.add("one").add("two");
  files.use("a", "one");
  files.use("a", "two");
  vi.advanceTimersByTime(300 * MINUTE);
  connected.delete("one");
  vi.advanceTimersByTime(300 * MINUTE);
  expect(removed).toEqual([]);
  connected.delete("two");
  vi.advanceTimersByTime(59 * MINUTE);
  expect(removed).toEqual([]);
  vi.advanceTimersByTime(2 * MINUTE);
  expect(removed).toEqual(["a"]);
});

test("S177: a download or another use begins the hour anew; so does the same file uploaded again, whose sessions it keeps", () => {
  const { files, connected, removed, add } = register();
  add("a");
  add("b");
  connected.add("s");
  files.use("b", "s");
  for (let i = 0; i < 5; i++) {
    vi.advanceTimersByTime(50 * MINUTE);
    files.use("a");
    add("b");
  }
  expect(removed).toEqual([]);
  vi.advanceTimersByTime(62 * MINUTE);
  expect(removed).toEqual(["a"]);
});

test("S177: once it is closed, nothing keeps time", () => {
  const { files, add } = register();
  add("a");
  files.close();
  expect(vi.getTimerCount()).toBe(0);
});
