import { describe, expect, it, vi } from "vitest";
import { Login } from "./login.js";

describe("Login", () => {
  it("is made anew once for all that were refused with the same one, however late they learn of it", async () => {
    const make = vi.fn(async () => {});
    const login = new Login(make);
    const [first, second, late] = [login.renewal(), login.renewal(), login.renewal()];
    await Promise.all([first(), second()]);
    await late();
    expect(make).toHaveBeenCalledTimes(1);
  });

  it("is made anew each time that the newest one is refused", async () => {
    const make = vi.fn(async () => {});
    const login = new Login(make);
    await login.renewal()();
    await login.renewal()();
    expect(make).toHaveBeenCalledTimes(2);
  });

  it("serves those who ask while it is made, even if they were sent meanwhile", async () => {
    let finish = () => {};
    const make = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const login = new Login(make);
    const early = login.renewal()();
    const meanwhile = login.renewal()();
    finish();
    await Promise.all([early, meanwhile]);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it("fails for all who wait, and is tried again by the next", async () => {
    const refusal = new Error("no");
    const make = vi.fn(async () => {
      if (make.mock.calls.length === 1) throw refusal;
    });
    const login = new Login(make);
    const [first, second] = [login.renewal(), login.renewal()];
    const settled = await Promise.allSettled([first(), second()]);
    expect(settled).toEqual([
      { status: "rejected", reason: refusal },
      { status: "rejected", reason: refusal },
    ]);
    await login.renewal()();
    expect(make).toHaveBeenCalledTimes(2);
  });
});
