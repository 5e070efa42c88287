import { expect, it } from "vitest";
import { Door } from "./door.js";

const door = new Door(7861);
const cookie = door.cookie.split(";")[0] ?? "";
const host = "127.0.0.1:7861";
const own = { host, cookie };

it("admits who has the key, from here", () => {
  expect(door.admits(own)).toBe(true);
  expect(door.admits({ ...own, origin: "http://127.0.0.1:7861", "sec-fetch-site": "same-origin" })).toBe(true);
  expect(door.admits({ ...own, cookie: `other=1; ${cookie}`, "sec-fetch-site": "none" })).toBe(true);
});

it.each([
  ["no cookie", { host }],
  ["a wrong key", { host, cookie: `${cookie.slice(0, -1)}!` }],
  ["the key of another door", { host, cookie: new Door(7861).cookie.split(";")[0] ?? "" }],
  ["a name that leads here", { ...own, host: "rebound.example:7861" }],
  ["localhost, whose cookies are others", { ...own, host: "localhost:7861" }],
  ["another port", { ...own, host: "127.0.0.1" }],
  ["no host", { cookie }],
  ["another site", { ...own, origin: "https://evil.example" }],
  ["another port's page", { ...own, origin: "http://127.0.0.1:7860" }],
  ["a page without an origin", { ...own, origin: "null" }],
  ["a link of another site", { ...own, "sec-fetch-site": "cross-site" }],
  ["a link of another port", { ...own, "sec-fetch-site": "same-site" }],
] as const)("admits nobody with %s", (_, headers) => {
  expect(door.admits(headers)).toBe(false);
});

it("is entered by an address that nobody can guess, on this machine only", () => {
  const { pathname } = new URL(door.entry);
  expect(pathname).toMatch(/^\/[\w-]{32}\/$/);
  expect(door.isEntry(pathname, { host })).toBe(true);
  expect(door.isEntry(pathname, { host: "rebound.example:7861" })).toBe(false);
  expect(door.isEntry("/", { host })).toBe(false);
  expect(door.isEntry(`${pathname}x`, { host })).toBe(false);
  expect(new Door(7861).entry).not.toBe(door.entry);
});

it("gives a key that no script reads, no other site's request carries, and no other door takes", () => {
  expect(door.cookie).toMatch(/^gradio-ts-7861=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict$/);
});
