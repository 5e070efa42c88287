import { expect, it } from "vitest";
import { CookieJar } from "./cookie-jar.js";
import { Cookies } from "./cookies.js";

const URL_OF_APP = new URL("http://app.test/");

function answer(cookie: string): Response {
  return new Response(null, { headers: { "set-cookie": cookie } });
}

it("has nothing to say where a runtime shows no cookies, as browsers do", async () => {
  const cookies = new Cookies();
  await cookies.store({ headers: { get: () => null } } as never);
  await cookies.store(new Response());
  expect(cookies.header(URL_OF_APP)).toBeUndefined();
  expect(cookies.secrets()).toEqual([]);
});

it("puts what answers set into one jar, though they come at once", async () => {
  const cookies = new Cookies();
  await Promise.all([cookies.store(answer("a=1")), cookies.store(answer("b=2"))]);
  expect(cookies.header(URL_OF_APP)).toBe("a=1; b=2");
  expect(cookies.secrets()).toEqual(["1", "2"]);
});

it("goes on with the jar it is given", async () => {
  const cookies = new Cookies(new CookieJar("a=1"));
  await cookies.store(answer("b=2"));
  expect(cookies.header(URL_OF_APP)).toBe("a=1; b=2");
});
