import { expect, test } from "vitest";
import { Logins } from "./logins.js";
import { sameText } from "./same-text.js";

test("equal texts are the same, and no others", async () => {
  expect(await sameText("geheim", "geheim")).toBe(true);
  for (const other of ["", "geheiM", "geheim ", "xeheim"]) expect(await sameText("geheim", other)).toBe(false);
});

test("a name and a password belong together: no letter moves from one to the other", async () => {
  const logins = new Logins([
    ["ab", "cd"],
    ["eve", "pw"],
  ]);
  expect(await logins.logIn("ab", "cd")).toMatch(/^[\w-]{43}$/);
  for (const [name, password] of [
    ["abc", "d"],
    ["a", "bcd"],
    ["ab", "pw"],
    ["eve", "cd"],
    ["", ""],
  ] as const) {
    expect(await logins.logIn(name, password)).toBeUndefined();
  }
});

test("S135: a check may be a function, and only true lets in", async () => {
  const logins = new Logins(async (name) => (name === "in" ? true : ("yes" as never)));
  expect(logins.nameOf(await logins.logIn("in", ""))).toBe("in");
  expect(await logins.logIn("out", "")).toBeUndefined();
});

test("S134: a token is forgotten alone, or with all others of its user", async () => {
  const logins = new Logins(() => true);
  const tokens = (await Promise.all(["ann", "ann", "bob", "ann"].map((name) => logins.logIn(name, "")))) as string[];
  logins.logOut(tokens[0] as string, false);
  expect(tokens.map((token) => logins.nameOf(token))).toEqual([undefined, "ann", "bob", "ann"]);
  logins.logOut(tokens[1] as string, true);
  expect(tokens.map((token) => logins.nameOf(token))).toEqual([undefined, undefined, "bob", undefined]);
});

test("S204: logins are bounded, the oldest is forgotten first", async () => {
  const logins = new Logins(() => true);
  const first = await logins.logIn("first", "");
  for (let i = 0; i < 10_000; i++) await logins.logIn("more", "");
  expect(logins.nameOf(first)).toBeUndefined();
  expect(logins.nameOf(await logins.logIn("last", ""))).toBe("last");
});
