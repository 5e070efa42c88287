import { AuthenticationError, Client, handleFile } from "@gradio-ts/client";
import { type AppTypesOf, file, json, number, Server, type ServerOptions, text } from "@gradio-ts/server";
import { afterEach, describe, expect, it } from "vitest";

const open: { close(options?: { drain: number }): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close({ drain: 0 });
});

function app(options: ServerOptions) {
  const server = new Server(options)
    .api("/who", { output: json<readonly [name: string | null, header: string | null]>() })
    .handle((_, { username, request }) => [username, request.headers.get("authorization")])
    .api("/count", { inputs: { n: number() }, output: number() })
    .handle(async function* ({ n }) {
      for (let i = 0; i < n; i++) yield i;
    })
    .api("/forever", { output: number() })
    .handle(async function* (_, { signal }) {
      for (let i = 0; !signal.aborted; i++) {
        yield i;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })
    .api("/look", { inputs: { f: file() }, output: text() })
    .handle(({ f }) => f.text())
    .api("/same", { inputs: { f: file() }, output: file() })
    .handle(({ f }) => f)
    .api("/direct", { output: text(), queue: false })
    .handle((_, { username }) => `${username}`);
  open.push(server);
  return server;
}

type Api = AppTypesOf<ReturnType<typeof app>>;
type Options = NonNullable<Parameters<typeof Client.connect>[1]>;

async function connect(url: string, options: Options = {}): Promise<Client<Api>> {
  const client = await Client.connect<Api>(url, options);
  open.push(client);
  return client;
}

const hello = handleFile(new TextEncoder().encode("hello"), { name: "hello.txt" });

describe("logins between our client and our server", () => {
  it("S130, S132, S135: everything works for who has logged in, under their name", async () => {
    const { url } = await app({
      auth: [
        ["ann", "pw = ,;"],
        ["bob", "b"],
      ],
    }).listen({ port: 0 });
    for (const auth of [
      ["ann", "pw = ,;"],
      ["bob", "b"],
    ] as const) {
      const client = await connect(url, { auth });
      expect(client.config).toMatchObject({ username: auth[0] });
      expect((await client.predict("/who"))[0]).toBe(auth[0]);
      expect(await client.predict("/direct")).toBe(auth[0]);
      expect(await client.predict("/count", { n: 3 })).toBe(2);
      expect(await client.predict("/look", { f: hello })).toBe("hello");
      expect(await (await client.predict("/same", { f: hello }))?.text()).toBe("hello");
      const job = client.submit("/forever");
      await expect.poll(() => job.outputs().length, { timeout: 10_000 }).toBeGreaterThan(1);
      await job.cancel();
      expect(await job.exception()).toMatchObject({ code: "CANCELLED" });
    }
  });

  it("S130, S133: nobody else gets in: neither without a login, nor with a wrong one, nor by another's file", async () => {
    const { url } = await app({ auth: [["ann", "pw"]], authMessage: "Ask Ann." }).listen({ port: 0 });
    await expect(connect(url)).rejects.toThrow("Ask Ann.");
    await expect(connect(url)).rejects.toThrow(AuthenticationError);
    for (const auth of [
      ["ann", "PW"],
      ["ann", ""],
      ["", "pw"],
      ["ann ", "pw "],
    ] as const) {
      await expect(connect(url, { auth }), auth.join()).rejects.toThrow(AuthenticationError);
    }
    const client = await connect(url, { auth: ["ann", "pw"] });
    const given = await client.predict("/same", { f: hello });
    expect((await fetch(given?.url ?? "")).status).toBe(401);
  });

  it("S134: a login that was ended elsewhere is made anew by whoever still needs it", async () => {
    const { url } = await app({ auth: async (name, password) => name === password }).listen({ port: 0 });
    const client = await connect(url, { auth: ["ann", "ann"] });
    const form = await fetch(`${url}/login`, { method: "POST", body: new URLSearchParams({ username: "ann", password: "ann" }) });
    const [cookie = ""] = (form.headers.getSetCookie()[1] ?? "").split(";");
    const before = (await client.predict("/who"))[0];
    await fetch(`${url}/logout`, { headers: { cookie }, redirect: "manual" });
    expect((await fetch(`${url}/config`, { headers: { cookie } })).status).toBe(401);
    expect([before, (await client.predict("/who"))[0]]).toEqual(["ann", "ann"]);
    await fetch(`${url}/login`, { method: "POST", body: new URLSearchParams({ username: "ann", password: "ann" }) });
    expect(await client.predict("/look", { f: hello })).toBe("hello");
  });

  it("S136, S137: a check of each request names its user by a token", async () => {
    const keys = new Map([["Bearer k-ann", "ann"]]);
    const server = app({
      authenticate: ({ headers }) => keys.get(headers.get("authorization") ?? "") ?? null,
      authMessage: "Bring a key.",
    });
    const { url } = await server.listen({ port: 0 });
    await expect(connect(url)).rejects.toThrow("Bring a key.");
    const client = await connect(url, { headers: { authorization: "Bearer k-ann" } });
    expect(await client.predict("/who")).toEqual(["ann", "Bearer k-ann"]);
    expect(await client.predict("/look", { f: hello })).toBe("hello");
    keys.clear();
    await expect(client.predict("/who")).rejects.toThrow(AuthenticationError);
  });
});
