import { describe, expect, it } from "vitest";
import { ConnectionLostError, ProtocolError } from "../errors.js";
import type { StreamSubscriber } from "../protocol/call.js";
import { EventRegister } from "./event-register.js";

function subscriber() {
  const heard: unknown[] = [];
  const listening: StreamSubscriber = {
    accepted: (eventId) => void heard.push(["accepted", eventId]),
    message: (message) => void heard.push(message),
    lost: (error) => void heard.push(error),
  };
  return { heard, listening };
}

const message = (msg: string) => ({ msg });

describe("EventRegister", () => {
  it("gives the messages that came before the join's answer, in order, once", () => {
    const events = new EventRegister();
    const expected = events.expect(subscriber().listening);
    events.keep("e1", message("a"));
    events.keep("e2", message("other"));
    events.keep("e1", message("b"));
    expect(events.accept(expected, "e1")).toEqual([message("a"), message("b")]);
    expect(events.open.get("e1")).toBe(expected);
  });

  it("keeps nothing while no join is under way", () => {
    const events = new EventRegister();
    events.keep("e1", message("a"));
    expect(events.accept(events.expect(subscriber().listening), "e1")).toEqual([]);
  });

  it("forgets what no join under way can be meant by, however long others go on", () => {
    const events = new EventRegister();
    let oldest = events.expect(subscriber().listening);
    events.keep("nobody's", message("a"));
    for (let call = 0; call < 10; call++) {
      const next = events.expect(subscriber().listening);
      events.accept(oldest, `e${call}`);
      oldest = next;
    }
    events.keep("late", message("b"));
    expect(events.accept(oldest, "nobody's")).toEqual([]);
  });

  it("keeps what came early for a join that began before, while later ones come and go", () => {
    const events = new EventRegister();
    const slow = events.expect(subscriber().listening);
    events.keep("slow", message("a"));
    for (let call = 0; call < 10; call++) events.accept(events.expect(subscriber().listening), `e${call}`);
    expect(events.accept(slow, "slow")).toEqual([message("a")]);
  });

  it("says nothing to a call that was dropped while it joined", () => {
    const events = new EventRegister();
    const { heard, listening } = subscriber();
    const accepted = events.expect(listening);
    const rejected = events.expect(listening);
    events.drop(accepted);
    events.drop(rejected);
    events.keep("e1", message("a"));
    expect(events.accept(accepted, "e1")).toEqual([]);
    events.reject(rejected, new ConnectionLostError("x"));
    expect([heard, events.open.size, events.idle]).toEqual([[], 0, true]);
  });

  it("loses every call with the stream, those too whose join is under way; each hears of it once", () => {
    const events = new EventRegister();
    const [open, joining, refused] = [subscriber(), subscriber(), subscriber()];
    events.accept(events.expect(open.listening), "e1");
    const under = events.expect(joining.listening);
    const other = events.expect(refused.listening);
    const unsent = events.expect(subscriber().listening);
    for (const sent of [under, other]) sent.sent = true;
    events.keep("e2", message("early"));
    const broken = new ConnectionLostError("broken");
    events.loseAll(broken);
    expect(open.heard).toEqual([["accepted", "e1"], broken]);
    expect(joining.heard).toEqual([]);
    expect(events.accept(under, "e2")).toEqual([]);
    expect(joining.heard).toEqual([["accepted", "e2"], broken]);
    const own = new ProtocolError("refused");
    events.reject(other, own);
    expect(refused.heard).toEqual([own]);
    events.loseAll(broken);
    expect([open.heard.length, joining.heard.length, refused.heard.length]).toEqual([2, 2, 1]);
    expect([unsent.lost, events.idle]).toEqual([undefined, false]);
    events.forget(unsent);
    expect(events.idle).toBe(true);
  });

  it("does not take one event for two calls", () => {
    const events = new EventRegister();
    const first = events.expect(subscriber().listening);
    events.accept(first, "e1");
    expect(() => events.accept(events.expect(subscriber().listening), "e1")).toThrow(ProtocolError);
    expect(events.open.get("e1")).toBe(first);
  });
});
