import { afterEach, describe, expect, it, vi } from "vitest";
import { CookieJar } from "./cookie-jar.js";

const HTTP = new URL("http://app.test/");
const HTTPS = new URL("https://app.test/");

/** The `set-cookie` headers of an answer, as a runtime reads them. */
function answer(...cookies: readonly string[]): string[] {
  const headers = new Headers();
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return headers.getSetCookie();
}

describe("CookieJar", () => {
  afterEach(() => vi.useRealTimers());

  it("gives back what a server set, several at once, values with = whole (users.md row 30)", () => {
    const jar = new CookieJar();
    jar.store(answer("access-token-ab==abc==; HttpOnly; Path=/; SameSite=lax", "route=r1"));
    expect(jar.header(HTTP)).toBe("access-token-ab==abc==; route=r1");
  });

  it("begins with a cookie header, and replaces by name", () => {
    const jar = new CookieJar("a=1; b=x=y ;c=;novalue");
    jar.store(answer("a=2"));
    expect(jar.header(HTTP)).toBe("a=2; b=x=y; c=");
  });

  it("sends secure cookies encrypted only", () => {
    const jar = new CookieJar();
    jar.store(answer("safe=1; Secure; SameSite=none", "open=2"));
    expect(jar.header(HTTP)).toBe("open=2");
    expect(jar.header(HTTPS)).toBe("safe=1; open=2");
  });

  it("sends a secure cookie in the open where its value travels there under another name: old servers read the secure one alone", () => {
    const jar = new CookieJar();
    jar.store(answer("access-token=t1; HttpOnly; SameSite=none; Secure", "access-token-unsecure=t1; HttpOnly", "other=t2; Secure"));
    expect(jar.header(HTTP)).toBe("access-token=t1; access-token-unsecure=t1");
    jar.store(answer("access-token-unsecure=; Max-Age=0"));
    expect(jar.header(HTTP)).toBeUndefined();
  });

  it("forgets a cookie when its time is over, or its server says so", () => {
    vi.useFakeTimers({ now: new Date("2026-01-01T00:00:00Z") });
    const jar = new CookieJar();
    jar.store(
      answer(
        "a=1; Max-Age=10",
        "b=2; Expires=Thu, 01 Jan 2026 00:00:30 GMT",
        "c=3",
        "d=4; Max-Age=10; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
      ),
    );
    expect(jar.header(HTTP)).toBe("a=1; b=2; c=3; d=4");
    vi.advanceTimersByTime(20_000);
    expect(jar.header(HTTP)).toBe("b=2; c=3");
    jar.store(answer("c=; Max-Age=0", "b=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"));
    expect(jar.header(HTTP)).toBeUndefined();
  });

  it("takes no flood, which pushes nothing out; what has ended makes room", () => {
    vi.useFakeTimers();
    const jar = new CookieJar("login=1");
    for (let count = 0; count < 300; count++) jar.store(answer(`c${count}=${count}; Max-Age=60`));
    expect(jar.secrets()).toHaveLength(180);
    jar.store(answer("login=2"));
    expect(jar.header(HTTP)).toMatch(/^login=2; c0=0; .* c178=178$/);
    vi.advanceTimersByTime(60_000);
    jar.store(answer("later=1"));
    expect(jar.header(HTTP)).toBe("login=2; later=1");
  });

  it("says nothing on the console, whatever a server sets", () => {
    const told = (["warn", "error", "log"] as const).map((name) => vi.spyOn(console, name).mockImplementation(() => {}));
    new CookieJar().store(answer("__proto__=1", "toString=2", "a=1; Expires=nonsense; Max-Age=soon; constructor=x", "b=%ff"));
    for (const spy of told) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });

  it("tells what no logger may hear", () => {
    const jar = new CookieJar("a=secret1");
    jar.store(answer("b=secret2"));
    expect(jar.secrets()).toEqual(["secret1", "secret2"]);
  });
});
