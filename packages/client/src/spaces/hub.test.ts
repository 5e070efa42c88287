import { describe, expect, it } from "vitest";
import { testHttp } from "../testing/test-http.js";
import { Hub } from "./hub.js";

const hubOf = (body: unknown) =>
  new Hub(
    testHttp(async () => new Response(JSON.stringify(body)), { base: new URL("https://huggingface.co/") }),
    true,
  );

describe("the hub's answers", () => {
  it.each([
    [{ current: "t4-small", requested: "t4-medium" }, "t4-small"],
    [{ current: null, requested: "t4-medium" }, "t4-medium"],
    [{ current: null, requested: null }, undefined],
    [null, undefined],
    ["t4-small", undefined],
  ])("hardware %j is %s: what a Space runs on, else what it waits for", async (hardware, expected) => {
    expect(await hubOf({ stage: "BUILDING", hardware }).runtime("ada/adder", {})).toEqual({
      stage: "BUILDING",
      reason: undefined,
      hardware: expected,
    });
  });

  it("a Space answers at the host that the hub names, whatever stands behind it", async () => {
    const host = "https://ada-adder.hf.space/?x=1";
    const space = await hubOf({ id: "ada/adder", host, runtime: { stage: "RUNNING" } }).space("ada/old", {});
    expect([space.id, space.base.href, space.runtime.stage]).toEqual(["ada/adder", "https://ada-adder.hf.space/", "RUNNING"]);
  });

  it.each([
    undefined,
    null,
    "",
    "ada-adder.hf.space",
    "http://ada-adder.hf.space",
  ])("a host %j is refused: a token may go there", async (host) => {
    const asked = hubOf({ id: "ada/adder", host, runtime: { stage: "RUNNING" } }).space("ada/adder", {});
    await expect(asked).rejects.toMatchObject({
      code: "PROTOCOL",
      message: "Hugging Face does not tell where the Space ada/adder answers.",
    });
  });

  it.each([[], null, "RUNNING", {}, { stage: "" }, { stage: 1 }])("a runtime of %j is none", async (runtime) => {
    await expect(hubOf(runtime).runtime("ada/adder", {})).rejects.toMatchObject({ code: "PROTOCOL" });
  });

  it("a copy is made only if the hub says so in its own way", async () => {
    const asked = (status: number, body: string) =>
      new Hub(
        testHttp(async () => new Response(body, { status })),
        true,
      ).duplicate("ada/adder", { repository: "grace/adder" }, {});
    expect(await asked(200, '{"url":"https://huggingface.co/spaces/grace/adder"}')).toBe(true);
    expect(await asked(409, '{"error":"exists"}')).toBe(false);
    await expect(asked(200, "<html>")).rejects.toMatchObject({ code: "PROTOCOL" });
    await expect(asked(404, "{}")).rejects.toMatchObject({ code: "SPACE" });
  });
});
