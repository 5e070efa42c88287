import { describe, expect, it } from "vitest";
import { spaceStatus, standingOf } from "./space-status.js";

describe("a stage", () => {
  it.each([
    ["RUNNING", "up"],
    ["RUNNING_BUILDING", "up"],
    ["RUNNING_APP_STARTING", "up"],
    ["BUILDING", "coming"],
    ["APP_STARTING", "coming"],
    ["SLEEPING", "asleep"],
    ["STOPPED", "asleep"],
    ["PAUSED", "stuck"],
    ["DELETING", "stuck"],
    ["NO_APP_FILE", "stuck"],
    ["CONFIG_ERROR", "stuck"],
    ["BUILD_ERROR", "stuck"],
    ["RUNTIME_ERROR", "stuck"],
    ["of tomorrow", "coming"],
  ])("%s means that the Space is %s, and is told in one sentence that names it", (stage, standing) => {
    expect(standingOf(stage)).toBe(standing);
    const status = spaceStatus("ada/adder", stage);
    expect(status).toEqual({ spaceId: "ada/adder", stage, message: status.message });
    expect(status.message).toMatch(/Space ada\/adder .*\.$/);
    expect(Object.isFrozen(status)).toBe(true);
  });

  it("is told as what it is called where nobody has heard of it, whatever that is", () => {
    expect(spaceStatus("ada/adder", "HIBERNATING").message).toBe("The Space ada/adder is in the stage HIBERNATING.");
    expect(standingOf("constructor")).toBe("coming");
    expect(spaceStatus("ada/adder", "constructor").message).toBe("The Space ada/adder is in the stage constructor.");
  });
});
