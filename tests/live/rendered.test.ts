import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { liveServers, since } from "./live-servers.js";

describe.each(liveServers())("What Gradio $version renders anew", ({ url, version }) => {
  const renders = it.runIf(since(version, "4.31"));

  renders("is no part of the API", async () => {
    const client = await connect(url);
    expect(Object.keys(client.viewApi().namedEndpoints)).not.toContain("/drawn");
    expect(() => client.submit("/drawn", ["x"])).toThrow(/drawn/);
  });

  renders("leaves the other functions callable in the session that has it", async () => {
    const client = await connect(url);
    // The name Gradio gives to the function that renders.
    expect(await client.predict("/apply", ["x"])).toEqual([]);
    expect(await client.predict("/echo", ["x"])).toBe("echo: x");
    expect(await client.predict("/direct", ["x"])).toBe("echo: x");
    expect(await client.predict("/remember", ["one"])).toBe("one");
  });
});

describe.each(liveServers())("Functions that Gradio $version has under no name", ({ url }) => {
  it("are no part of the API, and cannot be called by number", async () => {
    const client = await connect(url);
    const dependencies = client.config["dependencies"] as readonly { readonly api_name: unknown; readonly inputs: readonly number[] }[];
    // Gradio 6 has come to call them "false".
    const number = dependencies.findIndex(({ api_name, inputs }) => String(api_name) === "false" && inputs.length > 0);
    expect(number).toBeGreaterThan(0);
    expect(Object.keys(client.viewApi().namedEndpoints).filter((name) => /false/i.test(name))).toEqual([]);
    expect(() => client.submit(number, ["x"])).toThrow(/no endpoint|not exist|private/i);
    expect(() => client.submit("/false", ["x"])).toThrow(/false/);
  });
});
