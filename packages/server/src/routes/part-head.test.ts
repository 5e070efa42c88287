import { expect, test } from "vitest";
import { partHead } from "./part-head.js";

test.each([
  ['form-data; name="files"; filename="a b.txt"', "files", "a b.txt"],
  ['form-data; name="files"; filename="日本語 & ü.txt"', "files", "日本語 & ü.txt"],
  ['form-data; filename="x; name=\\"y\\".txt"; name="files"', "files", 'x; name="y".txt'],
  ['form-data; name="files"; filename="C:\\\\a\\\\b.txt"', "files", "C:\\a\\b.txt"],
  ['form-data; name="files"; filename="C:\\win\\x.txt"', "files", "C:\\win\\x.txt"],
  ["form-data; name=files; filename=a.txt", "files", "a.txt"],
  ['form-data; name="files"; filename="a.txt"; filename*=UTF-8\'\'%C3%BC.txt', "files", "ü.txt"],
  ['form-data; name="files"; filename=""', "files", ""],
  ['form-data; name="text"', "text", undefined],
  ["attachment", undefined, undefined],
])("S160: %s", (disposition, field, filename) => {
  expect(partHead(disposition)).toEqual({ field, filename });
});
