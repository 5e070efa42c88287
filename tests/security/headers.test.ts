import { Client, handleFile } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { CONFIG, completed, json, ScriptedServer } from "../together/scripted-server.js";

const INJECTIONS = ["a\r\nx-evil: 1", "a\nb", "a\0b", "a\u2028b", "日本"];

describe("a header", () => {
  it.each(
    INJECTIONS,
  )("cannot be put in by %j as a token, a header or a session's name; nothing is sent, and the value is not told", async (value) => {
    const server = new ScriptedServer();
    const options = [
      { token: value },
      { headers: { "x-a": value } },
      { headers: { cookie: `a=${value}` } },
      { headers: { [`x-${value}`]: "a" } },
    ];
    for (const given of options) {
      const error = await Client.connect("http://app.test", { fetch: server.fetch, ...given }).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: "INVALID_ARGUMENT" });
      if (!("headers" in given) || "x-a" in given.headers) expect((error as Error).message).not.toContain(value);
    }
    expect(server.requests).toEqual([]);
    const client = await Client.connect("http://app.test", { fetch: server.fetch });
    expect(() => client.session(value)).toThrow(/session hash/);
    expect(() => client.submit("/echo", ["x"], { headers: { "x-a": value } })).toThrow(/one line/);
    const ref = { src: client.src, endpoint: "/echo", eventId: "e", sessionHash: value };
    expect(() => client.attach(ref)).toThrow(/session hash/);
    await client.close();
  });

  it.each(["../other", "a/b", "a?b", "a#b", "%2e%2e", ""])("a session's name %j leads to no other route", async (hash) => {
    const server = new ScriptedServer();
    const client = await Client.connect("http://app.test", { fetch: server.fetch });
    expect(() => client.session(hash)).toThrow(/session hash/);
    await client.close();
  });

  it("of a form cannot be put in by a login, nor by the name or type of a file", async () => {
    const server = new ScriptedServer();
    const seen: string[] = [];
    server.on("login", ({ body }) => {
      seen.push(String(body));
      return json({ success: true });
    });
    server.on("gradio_api/upload", async ({ body }) => {
      seen.push(await new Response(body as ReadableStream).text());
      return json(["/tmp/1"]);
    });
    const client = await Client.connect("http://app.test", { fetch: server.fetch, auth: ["a&b=c\r\n", "p\r\n&x=1"] });
    await client.upload(handleFile(new Uint8Array(1), { name: 'a"\r\nx-evil: 1\r\n\r\n.txt', type: "text/plain\r\nx-evil: 1" }));
    expect(seen[0]).toBe("username=a%26b%3Dc%0D%0A&password=p%0D%0A%26x%3D1");
    expect(seen[1]?.split("\r\n").slice(1, 4)).toEqual([
      'Content-Disposition: form-data; name="files"; filename="a%22%0D%0Ax-evil: 1%0D%0A%0D%0A.txt"',
      "Content-Type: application/octet-stream",
      "",
    ]);
    await client.close();
  });
});

describe("a cookie", () => {
  const setting = (...cookies: string[]) => {
    const server = new ScriptedServer();
    server.on("config", () => {
      const response = json(CONFIG) as Response;
      for (const cookie of cookies) response.headers.append("set-cookie", cookie);
      return response;
    });
    return server;
  };

  it.each([
    "a=1; Domain=evil.test",
    "a=1; Domain=.test",
    "a=1; Path=/other",
    "a=1; Domain=app.test; Path=/",
  ])("%s goes back to the origin that set it, and to no other", async (cookie) => {
    const server = setting(cookie);
    server.on("x", () => new Response("bytes"));
    const client = await Client.connect("http://app.test", { fetch: server.fetch });
    const asked = client.predict("/echo", ["x"]);
    const meta = { _type: "gradio.FileData" };
    (await server.stream()).send(
      completed(
        "e1",
        ["http://evil.test/x", "http://sub.app.test/x", "http://app.test:81/x"].map((path) => ({ path, meta })),
      ),
    );
    for (const file of (await asked) as { text(): Promise<string> }[]) await file.text();
    expect(server.to("x").map(({ headers }) => headers)).toEqual([{}, {}, {}]);
    expect(server.to("gradio_api/queue/join")[0]?.headers["cookie"]).toBe("a=1");
    await client.close();
  });

  it("flood pushes no login out, and is not kept beyond what browsers keep", async () => {
    const server = setting(...Array.from({ length: 500 }, (_, index) => `c${index}=1`));
    const client = await Client.connect("http://app.test", { fetch: server.fetch, headers: { cookie: "login=mine" } });
    void client.submit("/echo", ["x"]);
    await server.stream();
    const sent = server.to("gradio_api/queue/join")[0]?.headers["cookie"] ?? "";
    expect(sent.startsWith("login=mine; c0=1")).toBe(true);
    expect(sent.split("; ")).toHaveLength(180);
    await client.close();
  });

  it.each(["__proto__=1", "constructor=1", "=1", "a", "", ";;;"])("%j changes nothing but the jar", async (cookie) => {
    const client = await Client.connect("http://app.test", { fetch: setting(cookie).fetch });
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("1");
    await client.close();
  });
});
