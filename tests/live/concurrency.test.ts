import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { freshLabel, journal } from "./calls/journal.js";
import { liveServers } from "./live-servers.js";

const fifty = Array.from({ length: 50 }, (_, i) => i);

describe.each(liveServers())("Many calls at once with Gradio $version", ({ url }) => {
  it("answers fifty calls of one session, each with its own value", async () => {
    const client = await connect(url);
    const values = await Promise.all(fifty.map((i) => client.predict("/add", [i, 1000])));
    expect(values).toEqual(fifty.map((i) => i + 1000));
  });

  it("answers fifty calls of many functions, failing ones among them", async () => {
    const client = await connect(url);
    const calls = fifty.map((i) => {
      if (i % 5 === 0) return client.predict("/fail", [`${i}`]);
      if (i % 5 === 1) return client.predict("/count", [3]);
      if (i % 5 === 2) return client.predict("/direct", [`${i}`]);
      return client.predict("/echo", [`${i}`]);
    });
    const values = (await Promise.allSettled(calls)).map((result) =>
      result.status === "fulfilled" ? result.value : (result.reason as Error).message,
    );
    expect(values).toEqual(fifty.map((i) => (i % 5 === 0 ? `cannot do ${i}` : i % 5 === 1 ? "2" : `echo: ${i}`)));
  });

  it("answers fifty sessions", async () => {
    const client = await connect(url);
    const sessions = fifty.map(() => client.session());
    const values = await Promise.all(sessions.map((session, i) => session.predict("/remember", [`${i}`])));
    expect(values).toEqual(fifty.map(String));
    await Promise.all(sessions.map((session) => session.close()));
  });

  it("answers one call after another, quickly made", async () => {
    const client = await connect(url);
    for (const i of fifty) expect(await client.predict("/echo", [`${i}`])).toBe(`echo: ${i}`);
  });

  it("keeps every value of generators that run together", async () => {
    const client = await connect(url);
    const jobs = fifty.slice(0, 20).map((i) => client.submit(i % 2 === 0 ? "/grow" : "/count", [10]));
    await Promise.all(jobs.map((job) => job.result()));
    for (const job of jobs) expect(job.outputs()).toHaveLength(10);
  });

  it("leaves it to the app how many run at once", async () => {
    const client = await connect(url);
    const label = freshLabel();
    await Promise.all(["/left", "/right", "/left", "/right"].map((endpoint) => client.predict(endpoint, [label])));
    const pairs = Array.from({ length: 4 }, () => ["start", "end"]).flat();
    expect(await journal(url, label)).toEqual(pairs);
  });
});
