import { EndpointNotFoundError, InvalidArgumentError } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { freshLabel, journal } from "./calls/journal.js";
import { liveServers, since } from "./live-servers.js";

describe.each(liveServers())("Values of Gradio $version", ({ url, version }) => {
  it("knows the app it is connected to", async () => {
    const client = await connect(url);
    expect(client.src).toBe(url);
    expect(client.spaceId).toBeUndefined();
    // "3.23.0\n", as old servers say it.
    expect(client.config.version.trim()).toBe(version);
    expect(client.config.title).toBe("suite");
  });

  it("gives the value of a plain function", async () => {
    const client = await connect(url);
    expect(await client.predict("/echo", ["hello"])).toBe("echo: hello");
    expect(await client.predict("/echo", { text: "by name" })).toBe("echo: by name");
  });

  it("accepts an endpoint's name without its slash, and its number", async () => {
    const client = await connect(url);
    const { fnIndex } = client.viewApi().namedEndpoints["/add"] ?? {};
    expect(await client.predict("add", [1, 2])).toBe(3);
    expect(await client.predict(fnIndex as number, [1, 2])).toBe(3);
  });

  it("fills in what is left out with the app's defaults, by position and by name", async () => {
    const client = await connect(url);
    expect(await client.predict("/greet", { name: "Ada", mark: "!" })).toBe("Hello Ada! Hello Ada!");
    expect(await client.predict("/greet", ["Ada", undefined, undefined, "?"])).toBe("Hello Ada? Hello Ada?");
    expect(await client.predict("/greet", { times: 1, name: "Ada", greeting: "Hi", mark: null })).toBe("Hi Ada");
  });

  // No earlier version tells that a parameter is `None` unless given.
  it.runIf(since(version, "4.23"))("takes Python's default None", async () => {
    const client = await connect(url);
    expect(await client.predict("/greet", ["Ada"])).toBe("Hello Ada Hello Ada");
    expect(await client.predict("/greet", { times: 1, name: "Ada", greeting: "Hi" })).toBe("Hi Ada");
  });

  it("sends null as Python's None, not as a default", async () => {
    const client = await connect(url);
    expect(await client.predict("/greet", ["Ada", null, 1, null])).toBe("None Ada");
  });

  it("refuses inputs that do not fit before anything is sent", async () => {
    const client = await connect(url);
    await expect(client.predict("/add", [1])).rejects.toThrow(InvalidArgumentError);
    await expect(client.predict("/add", [1, 2, 3])).rejects.toThrow(InvalidArgumentError);
    await expect(client.predict("/greet", { nam: "Ada" })).rejects.toThrow(/name/);
    expect(() => client.submit("/add", { a: 1, c: 2 })).toThrow(InvalidArgumentError);
  });

  it("gives several outputs as an array, one as itself, and none as an empty array", async () => {
    const client = await connect(url);
    const label = freshLabel();
    expect(await client.predict("/measure", ["abba"])).toEqual(["ABBA", 4, { letters: ["a", "b"] }]);
    expect(await client.predict("/nothing", [label])).toEqual([]);
    expect(await journal(url, label)).toEqual(["called"]);
  });

  it("gives None as null", async () => {
    const client = await connect(url);
    expect(await client.predict("/give_none", ["x"])).toBeNull();
  });

  it("hides the slots of buttons and state from the caller", async () => {
    const client = await connect(url);
    const [, text] = JSON.parse((await client.predict("/pressed", ["x"])) as string) as unknown[];
    expect(text).toBe("x");
    expect(await client.predict("/remember", { word: "one" })).toBe("one");
  });

  it("keeps numbers, unicode and unusual strings as they are", async () => {
    const client = await connect(url);
    expect(await client.predict("/add", [0.1, 0.2])).toBe(0.1 + 0.2);
    expect(await client.predict("/add", [-1e21, 1])).toBe(-1e21 + 1);
    for (const text of ["", " ", "é😀", "\u2028\u2029", "a\r\nb\n\n", "data: x\n\n", '"\\', "\u0000"]) {
      expect(await client.predict("/echo", [text])).toBe(`echo: ${text}`);
    }
  });

  it("gives a big value of multi-byte characters whole", async () => {
    const client = await connect(url);
    const size = 300_000;
    expect(await client.predict("/repeat", [size])).toBe("é😀".repeat(size));
  });

  it("calls an undocumented endpoint by its name", async () => {
    const client = await connect(url);
    expect(await client.predict("/undocumented", ["x"])).toBe("echo: x");
  });

  it("finds no private endpoint, by name or by number", async () => {
    const client = await connect(url);
    const dependencies = client.config["dependencies"] as { api_name: string | false; api_visibility?: string; inputs: unknown[] }[];
    const number = dependencies.findIndex((one) => one.inputs.length > 0 && (one.api_name === false || one.api_visibility === "private"));
    expect(number).toBeGreaterThan(0);
    await expect(client.predict("/private", ["x"])).rejects.toThrow(EndpointNotFoundError);
    await expect(client.predict(number, ["x"])).rejects.toThrow(EndpointNotFoundError);
  });

  it("names what there is when an endpoint does not exist, or none is named among several", async () => {
    const client = await connect(url);
    const error = await client.predict("/ecko", ["x"]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EndpointNotFoundError);
    expect((error as EndpointNotFoundError).available).toContain("/echo");
    await expect(client.predict(["x"])).rejects.toThrow(EndpointNotFoundError);
  });

  it("neither changes inputs nor hands out values that can be changed", async () => {
    const client = await connect(url);
    const inputs = Object.freeze(["Ada"]);
    await client.predict("/greet", inputs);
    const output = (await client.predict("/measure", ["ab"])) as [string, number, { letters: string[] }];
    expect(Object.isFrozen(output)).toBe(true);
    expect(Object.isFrozen(output[2].letters)).toBe(true);
  });
});
