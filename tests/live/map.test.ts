import { setTimeout as sleep } from "node:timers/promises";
import { AppError, CancelledError, InvalidArgumentError, TimeoutError } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { freshLabel, journal } from "./calls/journal.js";
import { untilStill } from "./calls/until-still.js";
import { liveServers, since } from "./live-servers.js";

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const result of results) list.push(result);
  return list;
}

describe.each(liveServers())("Mapping rows over Gradio $version", ({ url, version }) => {
  it("calls once per row, and gives the outcomes in their order", async () => {
    const client = await connect(url);
    const rows = Array.from({ length: 12 }, () => freshLabel());
    const results = await all(client.map("/slow_five", rows, { inputs: (label, index) => [label, index === 0 ? 0.5 : 0] }));
    expect(results).toEqual(rows.map((input, index) => ({ status: "fulfilled", index, input, output: `slow: ${input}` })));
    for (const label of rows.slice(0, 3)) expect(await journal(url, label)).toEqual(["start", "end"]);
  });

  it("gives failures as results, and goes on", async () => {
    const client = await connect(url);
    const results = await all(client.map("/fail", [["a"], ["too", "many"], ["c"]], { concurrency: 2 }));
    const errors = results.map((result) => (result.status === "rejected" ? result.error : undefined));
    expect(errors).toEqual([expect.any(AppError), expect.any(InvalidArgumentError), expect.any(AppError)]);
  });

  it("gives what is done first, where order is of no matter", async () => {
    const client = await connect(url);
    const rows = [
      ["slow", 1.5],
      ["quick", 0],
      ["quick", 0],
    ];
    // The queue of Gradio 3 runs one call at a time.
    const endpoint = since(version, "4.0") ? "/slow_five" : "/direct_slow";
    const results = await all(client.map(endpoint, rows, { concurrency: 2, ordered: false }));
    expect(results.map(({ index }) => index)).toEqual([1, 2, 0]);
  });

  it("takes the last value of generators, several of which run at once", async () => {
    const client = await connect(url);
    const results = await all(
      client.map("/tick_five", [
        ["a", 3, 0.1],
        ["b", 2, 0.1],
        ["c", 4, 0.1],
      ]),
    );
    expect(results.map((result) => result.status === "fulfilled" && result.output)).toEqual(["a 2", "b 1", "c 3"]);
  });

  it("shows no row the state of another, nor that of the client", async () => {
    const client = await connect(url);
    expect(await client.predict("/remember", ["mine"])).toBe("mine");
    const words = ["a", "b", "c", "d", "e", "f"];
    for (const endpoint of ["/remember", "/direct_remember"]) {
      const results = await all(client.map(endpoint, words, { inputs: (word) => [word], concurrency: 2 }));
      expect(results.map((result) => result.status === "fulfilled" && result.output)).toEqual(words);
    }
    expect(await client.predict("/remember", ["too"])).toBe("mine too");
  });

  // Before, the app's function is not told its session.
  it.runIf(since(version, "4.29"))("uses as many sessions as calls run at once", async () => {
    const client = await connect(url);
    const sessions = new Set<string>();
    const endpoint = "/request_info";
    for await (const result of client.map(
      endpoint,
      Array.from({ length: 40 }, () => ["x"]),
      { concurrency: 3 },
    )) {
      if (result.status === "rejected") throw result.error;
      sessions.add(JSON.parse(result.output as string).session);
    }
    expect(sessions.size).toBe(3);
    expect(sessions).not.toContain(client.sessionHash);
  });

  it("ends what runs when the loop is left, here and at the server", async () => {
    const client = await connect(url);
    const labels = Array.from({ length: 9 }, () => freshLabel());
    let read = 0;
    function* rows() {
      for (const label of labels) {
        read++;
        yield [label, read === 1 ? 2 : 100, 0.1];
      }
    }
    for await (const result of client.map("/tick_five", rows(), { concurrency: 3 })) {
      expect(result).toMatchObject({ index: 0, output: `${labels[0]} 1` });
      break;
    }
    expect(read).toBeLessThanOrEqual(4);
    const noted = await untilStill(url, labels);
    expect(noted.slice(4)).toEqual([[], [], [], [], []]);
    expect(await client.predict("/echo", ["x"])).toBe("echo: x");
  });

  it("ends what runs when its signal aborts, and throws that", async () => {
    const client = await connect(url);
    const controller = new AbortController();
    const [first, second] = [freshLabel(), freshLabel()];
    const rows = [
      [first, 100, 0.1],
      [second, 100, 0.1],
    ];
    const work = all(client.map("/tick_five", rows, { signal: controller.signal }));
    const ended = expect(work).rejects.toThrow(CancelledError);
    while ((await journal(url, first)).length === 0) await sleep(50);
    controller.abort();
    await ended;
    expect((await untilStill(url, [first, second])).flat()).not.toContain("end");
  });

  it("gives each row its own time", async () => {
    const client = await connect(url);
    const [late, next] = [freshLabel(), freshLabel()];
    const rows = [
      [late, 100, 0.1],
      [next, 2, 0.1],
      [next, 2, 0.1],
    ];
    const results = await all(client.map("/tick_five", rows, { timeout: 4000, concurrency: 1 }));
    expect(results).toMatchObject([
      { status: "rejected", error: expect.any(TimeoutError) },
      { output: `${next} 1` },
      { output: `${next} 1` },
    ]);
  });

  // For its length on the newest generation only: every server that keeps messages keeps those of 2,000 sessions.
  it.runIf(since(version, "6.31"))(
    "keeps a slow row's call through more quick ones than a server keeps sessions",
    async () => {
      const client = await connect(url);
      const options = { concurrency: 5, ordered: false };
      const started = performance.now();
      await all(
        client.map(
          "/slow_five",
          Array.from({ length: 100 }, () => ["quick", 0]),
          options,
        ),
      );
      const seconds = Math.max(20, ((performance.now() - started) / 1000 / 100) * 8000);
      let quick = 0;
      let slow: unknown;
      function* rows() {
        yield ["slow", seconds];
        while (slow === undefined) yield ["quick", 0];
      }
      for await (const result of client.map("/slow_five", rows(), options)) {
        if (result.status === "rejected") throw result.error;
        if (result.index === 0) slow = result.output;
        else if (slow === undefined) quick++;
      }
      expect(slow).toBe("slow: slow");
      expect(quick).toBeGreaterThan(5000);
    },
    600_000,
  );
});
