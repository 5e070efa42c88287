import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { liveServers } from "./live-servers.js";

const size = 90_000;

describe.each(liveServers())("Big values of Gradio $version", ({ url }) => {
  it("come as a list of 90,000 items", async () => {
    const client = await connect(url);
    expectRange(await client.predict("/many", [size]), size);
  });

  it("come as the step of a generator that grows from nothing and shrinks", async () => {
    const client = await connect(url);
    const job = client.submit("/many_stepwise", [size]);
    expectRange(await job.result(), size / 2);
    const [first, second, third, ...more] = job.outputs();
    expect(first).toEqual([]);
    expectRange(second, size);
    expectRange(third, size / 2);
    expect(more).toEqual([]);
  });

  it("come as 5 MB of text in characters of several bytes, separators of lines among them", async () => {
    const client = await connect(url);
    const text = "é\u2028😀\u2029";
    const times = Math.ceil(5_000_000 / Buffer.byteLength(text));
    const given = (await client.predict("/recite", [text, times])) as string;
    // Not toBe: a failure would print ten megabytes.
    expect(given.length).toBe(text.length * times);
    expect(given === text.repeat(times)).toBe(true);
  });
});

/** Like toEqual, without printing 90,000 lines where it fails. */
function expectRange(value: unknown, length: number): void {
  expect(value).toHaveLength(length);
  expect((value as unknown[]).findIndex((item, i) => item !== i)).toBe(-1);
}
