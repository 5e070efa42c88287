import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { liveServers, since } from "./live-servers.js";

describe.each(liveServers())("The API of Gradio $version", ({ url, version }) => {
  it("lists the named endpoints, and no private one", async () => {
    const info = (await connect(url)).viewApi();
    const names = Object.keys(info.namedEndpoints);
    expect(names).toEqual(expect.arrayContaining(["/echo", "/greet", "/add", "/measure", "/count", "/remember", "/direct", "/write_file"]));
    expect(names).not.toContain("/private");
    expect(names.filter((name) => name.includes("unnamed"))).toEqual([]);
    expect(info.unnamedEndpoints).toEqual({});
    expect(info.src).toBe(url);
  });

  it("describes parameters: names, defaults, types", async () => {
    const { namedEndpoints } = (await connect(url)).viewApi();
    const greet = namedEndpoints["/greet"];
    // Until 4.23 a Textbox shows "" where it is given nothing, and no version tells that Python's default is None.
    const told = since(version, "4.23");
    // Before 3.26 there is no `/info`.
    const python = since(version, "3.26") ? "str" : "Any";
    expect(greet?.parameters).toMatchObject([
      {
        name: "name",
        ...(told ? { required: true } : { required: false, default: "" }),
        component: "Textbox",
        pythonType: python,
        typescriptType: "string",
        file: false,
      },
      { name: "greeting", required: false, default: "Hello" },
      { name: "times", required: false, default: 2, component: "Slider", typescriptType: "number" },
      { name: "mark", required: false, default: told ? null : "" },
    ]);
    if (told) expect(greet?.parameters[0]).not.toHaveProperty("default");
    expect(greet).toMatchObject({ name: "/greet", visibility: "public", queued: true, generator: false, oauthToken: null });
    expect(greet?.returns).toMatchObject([{ component: "Textbox", typescriptType: "string", file: false }]);
  });

  it("leaves out state and buttons", async () => {
    const { namedEndpoints } = (await connect(url)).viewApi();
    expect(namedEndpoints["/remember"]?.parameters.map(({ name }) => name)).toEqual(["word"]);
    expect(namedEndpoints["/remember"]?.returns).toHaveLength(1);
    expect(namedEndpoints["/pressed"]?.parameters.map(({ name }) => name)).toEqual(["text"]);
    expect(namedEndpoints["/nothing"]?.returns).toEqual([]);
  });

  it("tells generators, files and unqueued endpoints apart", async () => {
    const { namedEndpoints } = (await connect(url)).viewApi();
    expect(namedEndpoints["/count"]).toMatchObject({ generator: true, queued: true });
    expect(namedEndpoints["/direct"]).toMatchObject({ generator: false, queued: false });
    expect(namedEndpoints["/give_back"]?.parameters).toMatchObject([
      { name: "file", file: true, typescriptType: expect.stringContaining("FileLike") },
    ]);
    expect(namedEndpoints["/give_back"]?.returns).toMatchObject([{ file: true, typescriptType: expect.stringContaining("OutputFile") }]);
    expect(namedEndpoints["/join_files"]?.parameters).toMatchObject([{ file: true }]);
  });

  it("gives numbers that can be called", async () => {
    const client = await connect(url);
    const { namedEndpoints } = client.viewApi();
    for (const name of ["/echo", "/direct"]) {
      expect(await client.predict(namedEndpoints[name]?.fnIndex ?? -1, ["x"])).toBe("echo: x");
    }
  });

  it("reads as text, and as JSON", async () => {
    const info = (await connect(url)).viewApi();
    const text = String(info);
    for (const part of ["/greet", "name", "greeting", "Hello", "/add", "/measure"]) expect(text).toContain(part);
    expect(text).not.toContain("/private");
    const plain = JSON.parse(JSON.stringify(info)) as { namedEndpoints: Record<string, unknown> };
    expect(plain.namedEndpoints["/add"]).toMatchObject({ name: "/add", parameters: [{ name: "a" }, { name: "b" }] });
  });

  it("makes no request, and is frozen", async () => {
    let requests = 0;
    const counting = (...args: Parameters<typeof fetch>) => {
      requests++;
      return fetch(...args);
    };
    const client = await connect(url, { fetch: counting as never });
    const before = requests;
    expect(Object.isFrozen(client.viewApi())).toBe(true);
    String(client.viewApi());
    expect(requests).toBe(before);
  });
});
