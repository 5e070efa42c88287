import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareEnvironment } from "../environment/prepare-environment.js";
import { runCommand } from "../environment/run-command.js";
import { conversations, createApp, shapes } from "./app.js";

/** What python_client.py prints. */
interface Results {
  readonly api: {
    readonly named_endpoints: Record<string, { readonly parameters: readonly Parameter[]; readonly returns: readonly object[] }>;
  };
  readonly text: string;
  readonly updates: readonly Status[];
  readonly headers: Record<string, string>;
  readonly [name: string]: unknown;
}
interface Parameter {
  readonly parameter_name: string;
  readonly parameter_has_default: boolean;
  readonly parameter_default: unknown;
  readonly component: string;
}
interface Status {
  readonly code: string;
  readonly progress: readonly object[] | null;
  readonly log: readonly [string, string] | null;
}
interface Series {
  readonly iterated: readonly unknown[];
  readonly result: unknown;
  readonly outputs: readonly unknown[];
  readonly done: boolean;
}

describe("Python's gradio_client with an app of ours", () => {
  const { server, journal } = createApp();
  let results: Results;
  beforeAll(async () => {
    const { url } = await server.listen({ port: 0 });
    const script = fileURLToPath(new URL("python_client.py", import.meta.url));
    const env = { ...process.env, NO_PROXY: "127.0.0.1,localhost", no_proxy: "127.0.0.1,localhost", HF_HUB_DISABLE_TELEMETRY: "1" };
    const printed = await runCommand(await prepareEnvironment("tools"), [script, url], { env });
    results = JSON.parse(printed.trimEnd().split("\n").at(-1) ?? "") as Results;
  });
  afterAll(() => server.close({ drain: 0 }));

  it("reads the API", () => {
    const { named_endpoints } = results.api;
    expect(Object.keys(named_endpoints)).toEqual(expect.arrayContaining(["/greet", "/add", "/measure", "/grow"]));
    expect(named_endpoints["/greet"]?.parameters).toMatchObject([
      { parameter_name: "name", parameter_has_default: false, component: "Textbox" },
      { parameter_name: "greeting", parameter_has_default: true, parameter_default: "Hello" },
      { parameter_name: "times", parameter_has_default: true, parameter_default: 1, component: "Number" },
    ]);
    expect(named_endpoints["/measure"]?.returns).toHaveLength(3);
    expect(named_endpoints["/nothing"]?.returns).toEqual([]);
    expect(results.text).toContain('predict(name, greeting, times, api_name="/greet") -> output');
    expect(results.text).toMatch(/\[Textbox\] greeting: str \(not required, defaults to:\s+Hello\)/);
    expect(results.text).not.toContain("/hidden");
  });

  it("calls by position, by name, by number, and leaves out what has a default", () => {
    expect(results["by_position"]).toBe("Hi Ada Hi Ada");
    expect(results["by_name"]).toBe("Hi Ada");
    expect(results["defaults"]).toBe("Hello Ada");
    expect(results["by_number"]).toBe(3);
  });

  it("gets several outputs and none, and calls unqueued and undocumented endpoints", () => {
    expect(results["several"]).toEqual(["ABBA", 4, { letters: ["a", "b"] }]);
    expect(results["none"]).toEqual([]);
    expect(journal).toContain("nothing python");
    expect(results["direct"]).toBe("direct: x");
    expect(results["hidden"]).toBe("hidden: x");
    expect(results.headers).toMatchObject({ "x-mine": "yes" });
  });

  it("gets every value of a generator, however it changes", () => {
    let grown = "";
    const growing = [0, 1, 2, 3, 4].map((i) => (grown += `wörd${i} 😀 `));
    expect(results["grow"]).toMatchObject({ iterated: growing, outputs: growing, result: grown, done: true });
    expect((results["shrink"] as Series).iterated).toEqual(shapes);
    const said = ((results["converse"] as Series).iterated as { content: { text: string }[] }[][]).map((messages) =>
      messages.map(({ content }) => content[0]?.text),
    );
    expect(said).toEqual(conversations);
    expect((results["pair"] as Series).iterated).toEqual([
      ["a", 0],
      ["aa", 1],
      ["aaa", 2],
    ]);
  });

  it("sees progress, logs and the way through the queue", () => {
    const codes = new Set(results.updates.map(({ code }) => code));
    for (const code of ["PROCESSING", "PROGRESS", "LOG", "FINISHED"]) expect(codes).toContain(code);
    expect(results.updates.filter(({ log }) => log !== null).map(({ log }) => log)).toEqual([
      ["opening the book", "info"],
      ["it was short", "warning"],
    ]);
    expect(results.updates.flatMap(({ progress }) => (progress === null ? [] : [progress]))).toContainEqual([
      { index: 1, length: 2, unit: "chapters", progress: null, desc: "book" },
      { index: 1, length: 2, unit: "pages", progress: null, desc: null },
    ]);
    expect(results["read"]).toBe("read");
    expect(results["final"]).toEqual({ code: "FINISHED", success: true });
  });

  it("gets the app's own errors with their titles, and no text of others", () => {
    expect(results["refuse"]).toMatchObject({ type: "AppError", message: "won't do x", title: "Closed", duration: 3 });
    expect(results["refuse_late"]).toMatchObject({ type: "AppError", message: "enough" });
    expect(results["break"]).toMatchObject({ type: "AppError" });
    expect(JSON.stringify(results["break"])).not.toContain("secret");
    expect(results["after_errors"]).toBe(2);
  });

  it("keeps its state in the session until it is reset", () => {
    expect(results["state"]).toEqual(["one", "one two"]);
    expect(results["state_after_reset"]).toBe("three");
  });

  it("stops a generator", async () => {
    expect(results["cancel"]).toMatchObject({ returned: true, done: true });
    expect(results["after_cancel"]).toBe(4);
    await sleep(300);
    const ticks = journal.filter((line) => line.startsWith("python ticks"));
    expect(ticks.length).toBeLessThan(50);
    expect(ticks).not.toContain("python ticks end");
  });

  it("makes many calls at once", () => {
    expect(results["ten"]).toEqual(Array.from({ length: 10 }, (_, i) => i + 1000));
    expect(results["four_generators"]).toEqual([0, 1, 2, 3].map((i) => [`many ${i} 0`, `many ${i} 1`, `many ${i} 2`]));
  });
});
